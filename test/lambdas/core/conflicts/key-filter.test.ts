import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyFilter, keyFilterBytes } from '../../../../lambdas/core/conflicts/key-filter.ts';
import { hashBytes, newKeyHash } from '../../../../lambdas/core/conflicts/key-hash.ts';

const lane = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

/** How many of as many strange keys are taken for known. */
function mistakes(keys: number, bytes: number): number {
  const filter = createKeyFilter(bytes);
  const [one, two] = [0, 1] as const;
  for (let n = 0; n < keys; n++) {
    const hash = newKeyHash(`acme/participants/acme-${n % 1000}/participant-${n}`);
    filter.add(hash[one] as number, hash[two] as number);
  }
  let wrong = 0;
  for (let n = keys; n < 2 * keys; n++) {
    const hash = newKeyHash(`acme/participants/acme-${n % 1000}/participant-${n}`);
    if (filter.mayHave(hash[one] as number, hash[two] as number)) wrong++;
  }
  return wrong;
}

describe('the key filter', () => {
  it('never takes a known key for a strange one, however full it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(lane, lane), { maxLength: 300 }),
        fc.integer({ min: 1, max: 200 }),
        (keys, bytes) => {
          const filter = createKeyFilter(bytes);
          for (const [one, two] of keys) {
            filter.add(one, two);
            expect(filter.mayHave(one, two)).toBe(true);
          }
          expect(keys.every(([one, two]) => filter.mayHave(one, two))).toBe(true);
        },
      ),
    );
  });

  it('takes every key for strange while it is empty', () => {
    fc.assert(fc.property(lane, lane, (one, two) => !createKeyFilter(64).mayHave(one, two)));
  });

  it.each([
    [32, 1 / 10_000],
    [16, 1 / 300],
    [11, 1 / 50],
  ])('with %i bits a key is wrong about few of them', (bits, atMost) => {
    const keys = 100_000;
    expect(mistakes(keys, (keys * bits) / 8) / keys).toBeLessThan(atMost);
  });

  it('takes every key for known when it is full', () => {
    expect(mistakes(5000, 32)).toBe(5000);
  });

  it('has room that grows with the file and ends at 128 MiB', () => {
    expect(keyFilterBytes(0)).toBe(64 * 1024);
    expect(keyFilterBytes(100_000_000)).toBe(6_250_000);
    expect(keyFilterBytes(1e12)).toBe(128 * 1024 * 1024);
  });
});

describe('the hash of a key', () => {
  it('is the same in however many pieces the key comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (start, rest) => {
        const hash = newKeyHash(start);
        const bytes = Buffer.from(rest);
        hashBytes(hash, bytes, 0, bytes.length);
        expect(hash).toEqual(newKeyHash(Buffer.concat([Buffer.from(start), bytes]).toString()));
      }),
    );
  });

  it('differs for hundreds of thousands of keys that differ little', () => {
    const hashes = Array.from({ length: 300_000 }, (_, n) => newKeyHash(`acme/participants/a/${n}`));
    const numbers = hashes.map(
      ([one, two]) => ((one as number) >>> 0) * 2 ** 20 + ((two as number) & 0xfffff),
    );
    expect(new Set(numbers).size).toBe(300_000);
  });
});
