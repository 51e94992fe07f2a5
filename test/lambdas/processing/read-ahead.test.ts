import { describe, expect, it } from 'vitest';
import type { StoredUser } from '../../../lambdas/core/fold-user.ts';
import { readAhead } from '../../../lambdas/processing/read-ahead.ts';

const USER_KEYS = Array.from({ length: 250 }, (_, n) => `acme/participants/a/${n}`);

/** Answers with a user for each key; the n-th call fails where `failing` says so. */
function reading(failing = -1) {
  const calls: (readonly string[])[] = [];
  const prefetchedFor = readAhead(
    {
      read: async (keys) => {
        calls.push(keys);
        if (calls.length - 1 === failing) throw new Error('throttled');
        return new Map(keys.map((key) => [key, { version: 1 } as StoredUser]));
      },
    },
    USER_KEYS,
  );
  return { calls, prefetchedFor };
}

describe('users that are read ahead', () => {
  it('are read once each, a hundred at a time, and the next hundred while one is written', async () => {
    const { calls, prefetchedFor } = reading();
    await prefetchedFor(0);
    expect(calls.map(({ length }) => length)).toEqual([100, 100]);
    for (const [index, key] of USER_KEYS.entries()) {
      const { users } = await prefetchedFor(index);
      expect(users.has(key)).toBe(true);
    }
    expect(calls.flat()).toEqual(USER_KEYS);
  });

  it('fail for whoever asks for them, and for nobody else', async () => {
    const { prefetchedFor } = reading(1);
    // Reads the second hundred as well, and need not hear of it: an unhandled rejection would fail this run.
    expect((await prefetchedFor(99)).users.size).toBe(100);
    // Node tells of an unhandled rejection when the event loop turns.
    await new Promise(setImmediate);
    await expect(prefetchedFor(100)).rejects.toThrow('throttled');
    expect((await prefetchedFor(200)).users.size).toBe(50);
  });
});
