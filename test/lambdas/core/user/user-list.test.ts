import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  compareKeys,
  LIST_SHARDS,
  listAttributes,
  listsOf,
  mergeKeys,
} from '../../../../lambdas/core/user/user-list.ts';

const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', 'é', '\uffee', '😀', '\ud83d'), maxLength: 8 });
const listOf = (userKey: string) => listAttributes('acme', 'participants', userKey)._list;

it('keys are compared as the bytes of UTF-8 are', () => {
  const whole = key.filter((text) => text.isWellFormed());
  fc.assert(
    fc.property(whole, whole, (a, b) => {
      expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

it('sorted sources are merged into one, whatever the share of each', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(key, { maxLength: 6 }), { maxLength: 5 }), async (lists) => {
      const sorted = lists.map((list) => list.toSorted(compareKeys));
      const merged = await Array.fromAsync(mergeKeys(sorted.map((list) => asyncIterator(list))));
      expect(merged).toEqual(lists.flat().sort(compareKeys));
    }),
  );
});

it('each user is in one of the lists of its tenant and type, evenly, also with keys that count up', () => {
  const users = Array.from({ length: 16_000 }, (_, i) => `acme/participants/north/${i}`);
  const lists = Map.groupBy(users, listOf);
  expect([...lists.keys()].sort()).toEqual([...listsOf('acme', 'participants')].sort());
  const share = users.length / LIST_SHARDS;
  for (const list of lists.values()) expect(Math.abs(list.length - share)).toBeLessThan(share / 5);
});

it.each([
  ['a key of 1,024 bytes', 'a'.repeat(1024), true],
  ['a key of 1,025 bytes', 'a'.repeat(1025), false],
  ['a key of 1,025 bytes with fewer characters', `a${'😀'.repeat(256)}`, false],
  ['a key of 1,024 bytes with fewer characters', '😀'.repeat(256), true],
])('%s is listed only if the index takes it', (_, userKey, isListed) => {
  expect(listOf(userKey) !== undefined).toBe(isListed);
});

async function* asyncIterator(list: readonly string[]): AsyncGenerator<string> {
  yield* list;
}
