import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyTable } from '../../../../lambdas/core/duplicates/key-table.ts';

const keys = fc.array(fc.string({ maxLength: 3 }), { maxLength: 40 });

describe('a table of keys', () => {
  it('contains exactly the keys of its range, and never more than fit', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 5 }), (added, maxKeys) => {
        const wanted = new Set(added);
        const held: string[] = [];
        for (let start = 0, complete = false; !complete; ) {
          const table = createKeyTable(maxKeys, start);
          for (const key of added) {
            table.add(key);
            expect(table.size).toBeLessThanOrEqual(maxKeys);
          }
          const here = [...wanted].filter((key) => table.firstOf(key, 1) !== undefined);
          expect(here).toHaveLength(table.size);
          expect(table.end).toBeGreaterThan(start);
          held.push(...here);
          ({ end: start, complete } = table);
        }
        expect(held.sort()).toEqual([...wanted].sort());
      }),
    );
  });

  it('stores the first record of each key, also after it has grown', () => {
    const table = createKeyTable(1e6);
    for (let i = 0; i < 5000; i++) table.add(`key ${i}`);
    expect(table.firstOf('another', 1)).toBeUndefined();
    for (let i = 0; i < 5000; i++)
      expect(table.firstOf(`key ${i}`, 5_000_000_000 + i)).toBe(5_000_000_000 + i);
    for (let i = 0; i < 5000; i++) expect(table.firstOf(`key ${i}`, 9_000_000_000)).toBe(5_000_000_000 + i);
    expect([table.size, table.complete]).toEqual([5000, true]);
  });
});
