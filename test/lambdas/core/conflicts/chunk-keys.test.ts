import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createChunkKeys } from '../../../../lambdas/core/conflicts/chunk-keys.ts';

/** Few values, so that keys share one half of their hash, or both, all the time. */
const half = fc.constantFrom(0, 1, 2, -1, -(2 ** 31));
const chunk = fc.array(fc.tuple(half, half), { maxLength: 60 });

it('finds the first equal key of a chunk by both halves of its hash, chunk after chunk', () => {
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 4 }), (chunks) => {
      const keys = createChunkKeys();
      for (const hashes of chunks) {
        const firsts = new Map<string, number>();
        keys.reset(Int32Array.from(hashes.flat()), hashes.length);
        for (const [n, hash] of hashes.entries()) {
          const name = hash.join();
          if (!firsts.has(name)) firsts.set(name, n);
          expect(keys.firstOf(n)).toBe(firsts.get(name));
        }
      }
    }),
  );
});
