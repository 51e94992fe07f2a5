import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createGrowingFilter,
  createKeyFilter,
  filterLayers,
  type KeyFilter,
} from '../../../../lambdas/core/conflicts/key-filter.ts';
import { hashPart, newKeyHash, type PartForm, viewOf } from '../../../../lambdas/core/conflicts/key-hash.ts';

const lane = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

/** How many of as many strange keys are taken for known. */
function mistakes(keys: number, filter: KeyFilter): number {
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
  it('has no false negatives, however full it is', () => {
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

  it('knows no key while it is empty', () => {
    fc.assert(fc.property(lane, lane, (one, two) => !createKeyFilter(64).mayHave(one, two)));
  });

  it.each([
    [32, 1 / 10_000],
    [16, 1 / 300],
    [11, 1 / 50],
  ])('has few false positives with %i bits per key', (bits, atMost) => {
    const keys = 100_000;
    expect(mistakes(keys, createKeyFilter((keys * bits) / 8)) / keys).toBeLessThan(atMost);
  });

  it('knows every key when it is full', () => {
    expect(mistakes(5000, createKeyFilter(32))).toBe(5000);
  });

  it('says for an added key whether it may have been there before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(lane, lane), { maxLength: 100 }), (keys) => {
        const filter = createKeyFilter(256);
        for (const [one, two] of keys) {
          const before = filter.mayHave(one, two);
          expect(filter.add(one, two)).toBe(before);
          expect(filter.add(one, two)).toBe(true);
        }
      }),
    );
  });
});

describe('the filter that grows', () => {
  it('has no false negatives, however large it grows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(lane, lane), { maxLength: 400 }),
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 4 }),
        (keys, layers) => {
          const filter = createGrowingFilter(layers);
          for (const [one, two] of keys) {
            const before = filter.mayHave(one, two);
            expect(filter.add(one, two)).toBe(before);
            expect(filter.mayHave(one, two)).toBe(true);
          }
          expect(keys.every(([one, two]) => filter.mayHave(one, two))).toBe(true);
          // The splitter uses what `add` returns, whichever layer contains the key.
          expect(keys.every(([one, two]) => filter.add(one, two))).toBe(true);
        },
      ),
    );
  });

  it('has few false positives until its last layer is full', () => {
    const layers = [4, 8, 16].map((kibibytes) => kibibytes * 1024);
    const all = ((4 + 8 + 16) * 1024 * 8) / 20;
    expect(mistakes(all, createGrowingFilter(layers)) / all).toBeLessThan(1 / 200);
    expect(mistakes(40 * all, createGrowingFilter(layers)) / (40 * all)).toBeGreaterThan(0.9);
  });

  it('has no false positives in a small file', () => {
    expect(mistakes(10_000, createGrowingFilter(filterLayers(10_000)))).toBe(0);
  });

  const MiB = 1024 * 1024;
  it.each([
    ['few keys', 10_000, [1 / 16, 4, 8, 16, 32, 64, 4 - 1 / 16]],
    ['some more', 11_000, [4, 8, 16, 32, 64, 4]],
    ['ten million', 10 * 2 ** 20, [25, 50, 53]],
    ['more than there is room for', 1e9, [128]],
  ])('has room for %s, and 128 MiB at the most', (_prose, keys, layers) => {
    expect(filterLayers(keys)).toEqual(layers.map((mebibytes) => mebibytes * MiB));
  });
});

describe('the hash of a key', () => {
  /** As `unit: 'binary'` has it, for which fast-check makes a table of all of them: seconds. */
  const character = fc
    .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
    .map((codePoint) => String.fromCodePoint(codePoint));
  const part = fc.string({ unit: character }).filter((text) => !text.includes('/'));

  it('is the same from text and part by part, at any position of a buffer', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), fc.nat(9), (parts, from) => {
        const hash = newKeyHash();
        for (const text of parts) {
          const bytes = Buffer.from(`${'x'.repeat(from) + text}/y`);
          hashPart(hash, bytes, viewOf(bytes), from, bytes.length - 2);
        }
        expect(hash).toEqual(newKeyHash(parts.map((text) => `${text}/`).join('')));
      }),
    );
  });

  it.each([
    ['is moved', 'a/bc', 'ab/c'],
    ['is doubled', 'a/b', 'a//b'],
    ['is missing', 'a/b', 'ab'],
  ])('differs when a slash %s', (_prose, one, other) => {
    expect(newKeyHash(one)).not.toEqual(newKeyHash(other));
  });

  it.each<[prose: string, cell: string, form: PartForm]>([
    ['letters', 'ann', 'verbatim'],
    ['letters with a space in between', 'an n', 'verbatim'],
    ['a letter behind spaces', '      a', 'if-canonical'],
    ['letters before a tab', 'ann\t', 'if-canonical'],
    ['letters before a no-break space', 'ann\u00a0', 'if-canonical'],
    ['nothing', '', 'if-canonical'],
    ['spaces', '       ', 'if-canonical'],
    ['letters of which none is visible for certain', 'Łé', 'if-canonical'],
    ['a slash', 'a/b', 'escaped'],
    ['a slash among the first four bytes', '/abcdef', 'escaped'],
    ['a percent sign behind them', 'abcdef%', 'escaped'],
    ['letters with one that is not ASCII among the first four bytes', 'n\u00e9ann', 'if-canonical'],
    ['letters with one that is not ASCII behind them', 'annan\u00e9n', 'if-canonical'],
    ['an equals sign and letters', '=ann', 'if-canonical'],
    ['an equals sign behind letters', 'ann=', 'verbatim'],
  ])('says whether a cell appears in the key unchanged: %s', (_prose, cell, form) => {
    const bytes = Buffer.from(cell);
    expect(hashPart(newKeyHash(), bytes, viewOf(bytes), 0, bytes.length)).toBe(form);
  });

  it('differs for hundreds of thousands of similar keys', () => {
    const hashes = Array.from({ length: 300_000 }, (_, n) => newKeyHash(`acme/participants/a/${n}`));
    const numbers = hashes.map(
      ([one, two]) => ((one as number) >>> 0) * 2 ** 20 + ((two as number) & 0xfffff),
    );
    expect(new Set(numbers).size).toBe(300_000);
  });
});
