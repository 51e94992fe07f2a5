import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlockKeys, Candidates } from '../../../page/check/worker/conflict-keys.ts';
import { createConflictIndex } from '../../../page/check/worker/conflicts.ts';
import { createTouchedRecords } from '../../../page/check/worker/touched-records.ts';

type Keys = readonly number[];
type Blocks = readonly (readonly Keys[])[];

/** @param records the keys of each record of a block */
function blockOf(records: readonly Keys[]): BlockKeys {
  const keys = records.flatMap((own, index) => own.map((key) => [key, index] as const));
  return {
    lanes: Int32Array.from(keys.flatMap(([key]) => [key, -key])),
    owners: Uint16Array.from(keys, ([, index]) => index),
  };
}

const named = (found: Candidates | undefined) =>
  [...(found ?? [])].flatMap(([block, indexes]) => [...indexes].map((index) => `${block}.${index}`)).sort();

/** Those that share a key with one of `names`, directly or by others. */
function related(blocks: Blocks, names: readonly string[], keys: ReadonlySet<number>): readonly string[] {
  const all = blocks.flatMap((records, block) => records.map((own, i) => ({ name: `${block}.${i}`, own })));
  const found = all.filter(({ name, own }) => names.includes(name) || own.some((key) => keys.has(key)));
  const more = new Set([...keys, ...found.flatMap(({ own }) => own)]);
  return more.size === keys.size
    ? found.map(({ name }) => name).sort()
    : related(blocks, [...found.map(({ name }) => name), ...names], more);
}

const arbitraryBlock = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { maxLength: 3 }), {
  minLength: 1,
  maxLength: 6,
});
const arbitraryBlocks = fc.array(arbitraryBlock, { minLength: 1, maxLength: 5 });

describe('after an edit, the records that are planned again', () => {
  it('are those that share a key with a changed one, directly or by others, before or after it', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryBlocks, fc.nat(), arbitraryBlock, async (before, at, edited) => {
        const block = at % before.length;
        const after = before.with(block, edited);
        const touched = createTouchedRecords();
        touched.add(block, blockOf(before[block] ?? []), blockOf(edited), () => false);
        const changed = Array.from({ length: 6 }, (_, i) => i).filter(
          (i) => String(before[block]?.[i] ?? []) !== String(edited[i] ?? []),
        );
        const keys = changed.flatMap((i) => [...(before[block]?.[i] ?? []), ...(edited[i] ?? [])]);
        const names = changed.map((i) => `${block}.${i}`);
        const found = named(await touched.withRelated(after.map(blockOf)));
        const expected = new Set([...related(after, names, new Set(keys)), ...names]);
        expect(found).toEqual([...expected].sort());
        expect(touched.isEmpty).toBe(changed.length === 0);
      }),
    );
  });

  it('are all records, if those would be too many', async () => {
    const [before, after] = [blockOf([[1], [2]]), blockOf([[3], [2]])];
    const other = blockOf([[3], [3]]);
    for (const [most, isFound] of [
      [3, true],
      [2, false],
    ] as const) {
      const touched = createTouchedRecords(most);
      touched.add(0, before, after, () => false);
      expect((await touched.withRelated([after, other])) !== undefined).toBe(isFound);
    }
  });

  it('are none, if the changed record shares no key, also where others of its block do', async () => {
    const index = createConflictIndex({} as never, 'acme');
    index.put(0, blockOf([[1], [2]]));
    index.put(1, blockOf([[2], [3]]));
    expect(await index.toPlan()).toMatchObject({ isAll: true });
    index.put(0, blockOf([[1], [2]]), (record) => record === 0);
    expect(index.isStale).toBe(false);
    index.put(0, blockOf([[1], [2]]), (record) => record === 1);
    expect(index.isStale).toBe(true);
    const { isAll, records } = await index.toPlan();
    expect([isAll, named(records)]).toEqual([false, ['0.1', '1.0']]);
    expect(index.isStale).toBe(false);
  });
});
