import { describe, expect, it } from 'vitest';
import type { StoredUser } from '../../../lambdas/core/apply/fold-user.ts';
import { readAhead } from '../../../lambdas/processing/read-ahead.ts';

const USER_KEYS = Array.from({ length: 250 }, (_, n) => `acme/participants/a/${n}`);

interface Table {
  /** Of the users, by number: which exist. */
  readonly has?: (n: number) => boolean;
  /** Which read fails, counted from 0. */
  readonly failing?: number;
  readonly mayAssume?: boolean;
}

function reading({ has = () => true, failing = -1, mayAssume = true }: Table = {}) {
  const calls: (readonly string[])[] = [];
  const users = {
    read: async (keys: readonly string[]) => {
      calls.push(keys);
      if (calls.length - 1 === failing) throw new Error('throttled');
      const existing = keys.filter((key) => has(USER_KEYS.indexOf(key)));
      return new Map(existing.map((key) => [key, { version: 1 } as StoredUser]));
    },
  };
  return { calls, prefetchedFor: readAhead(users, USER_KEYS, { mayAssume }) };
}

describe('users that are read ahead', () => {
  it('are read once each, a hundred at a time, and the next hundred while one is written', async () => {
    const { calls, prefetchedFor } = reading();
    await prefetchedFor(0);
    await new Promise(setImmediate);
    expect(calls.map(({ length }) => length)).toEqual([100, 100]);
    for (const [index, key] of USER_KEYS.entries()) {
      const { users, refute } = await prefetchedFor(index);
      expect(users.has(key)).toBe(true);
      expect(refute).toBeUndefined();
    }
    expect(calls.flat()).toEqual(USER_KEYS);
  });

  it('fail for whoever asks for them, and for nobody else', async () => {
    const { prefetchedFor } = reading({ failing: 1 });
    // Reads the second hundred as well, and need not hear of it: an unhandled rejection would fail this run.
    expect((await prefetchedFor(99)).users.size).toBe(100);
    // Node tells of an unhandled rejection when the event loop turns.
    await new Promise(setImmediate);
    await expect(prefetchedFor(100)).rejects.toThrow('throttled');
    expect((await prefetchedFor(200)).users.size).toBe(50);
  });
});

describe('users that do not exist', () => {
  it('are not looked for where none of the first hundred exists, which is said', async () => {
    const { calls, prefetchedFor } = reading({ has: () => false });
    expect(await prefetchedFor(0)).toEqual({ users: new Map(), claims: new Map() });
    for (const index of [100, 249]) {
      const { users, refute } = await prefetchedFor(index);
      expect(users.size).toBe(0);
      expect(refute).toBeTypeOf('function');
    }
    expect(calls.flat()).toEqual(USER_KEYS.slice(0, 100));
  });

  it('are looked for again as soon as one turns out to exist', async () => {
    const { calls, prefetchedFor } = reading({ has: (n) => n >= 150 });
    await prefetchedFor(0);
    expect((await prefetchedFor(149)).users.size).toBe(0);
    const { refute } = await prefetchedFor(150);
    refute?.();
    expect((await prefetchedFor(151)).users.size).toBe(50);
    // Others that were assumed are still under way, and say the same.
    refute?.();
    for (let index = 150; index < 250; index++) {
      const { users, refute } = await prefetchedFor(index);
      expect(users.has(USER_KEYS[index] as string)).toBe(true);
      expect(refute).toBeUndefined();
    }
    expect(calls.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it('are looked for where one of the first hundred exists, and where nothing may be assumed', async () => {
    for (const table of [{ has: (n: number) => n === 99 }, { has: () => false, mayAssume: false }]) {
      const { calls, prefetchedFor } = reading(table);
      for (const index of USER_KEYS.keys()) expect((await prefetchedFor(index)).refute).toBeUndefined();
      expect(calls.flat()).toEqual(USER_KEYS);
    }
  });

  it('are looked for where the first read has failed: that says nothing', async () => {
    const { calls, prefetchedFor } = reading({ has: () => false, failing: 0 });
    await expect(prefetchedFor(0)).rejects.toThrow('throttled');
    expect((await prefetchedFor(100)).refute).toBeUndefined();
    expect((await prefetchedFor(200)).refute).toBeTypeOf('function');
    expect(calls.map(({ length }) => length)).toEqual([100, 100]);
  });
});
