import { describe, expect, it } from 'vitest';
import type { StoredUser } from '../../../lambdas/core/user/stored-user.ts';
import { readAhead } from '../../../lambdas/processing/read-ahead.ts';
import type { UserReads } from '../../../lambdas/processing/user-reads.ts';

const USER_KEYS = Array.from({ length: 250 }, (_, n) => `acme/participants/a/${n}`);

interface Table {
  /** Which users exist, by number. */
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
  return { calls, readsOf: readAhead(users, USER_KEYS, { mayAssume }) };
}

function readUsers(reads: UserReads): ReadonlyMap<string, StoredUser> {
  if (reads.state !== 'read') throw new Error('expected users that were read, found an assumption');
  return reads.users;
}

function invalidate(reads: UserReads): void {
  if (reads.state !== 'assumed-absent') throw new Error('expected an assumption, found users that were read');
  reads.invalidateAssumption();
}

describe('reading users ahead', () => {
  it('reads each user once, a hundred at a time, and the next hundred while the first is written', async () => {
    const { calls, readsOf } = reading();
    await readsOf(0);
    await new Promise(setImmediate);
    expect(calls.map(({ length }) => length)).toEqual([100, 100]);
    for (const [index, key] of USER_KEYS.entries())
      expect(readUsers(await readsOf(index)).has(key)).toBe(true);
    expect(calls.flat()).toEqual(USER_KEYS);
  });

  it('reports a failed read to the callers that ask for its users, and to no others', async () => {
    const { readsOf } = reading({ failing: 1 });
    // Also starts the read of the second hundred, which fails: an unhandled rejection would fail this test run.
    expect(readUsers(await readsOf(99)).size).toBe(100);
    // Node reports an unhandled rejection in the next turn of the event loop.
    await new Promise(setImmediate);
    await expect(readsOf(100)).rejects.toThrow('throttled');
    expect(readUsers(await readsOf(200)).size).toBe(50);
  });

  it('assumes users absent when none of the first hundred exists, and says so', async () => {
    const { calls, readsOf } = reading({ has: () => false });
    expect(await readsOf(0)).toEqual({ state: 'read', users: new Map(), claims: new Map() });
    for (const index of [100, 249]) expect((await readsOf(index)).state).toBe('assumed-absent');
    expect(calls.flat()).toEqual(USER_KEYS.slice(0, 100));
  });

  it('reads users again once the assumption is invalidated', async () => {
    const { calls, readsOf } = reading({ has: (n) => n >= 150 });
    await readsOf(0);
    expect((await readsOf(149)).state).toBe('assumed-absent');
    const assumed = await readsOf(150);
    invalidate(assumed);
    expect(readUsers(await readsOf(151)).size).toBe(50);
    // Other users that were assumed absent are still being written, and invalidate the assumption again.
    invalidate(assumed);
    for (let index = 150; index < 250; index++)
      expect(readUsers(await readsOf(index)).has(USER_KEYS[index] as string)).toBe(true);
    expect(calls.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it.each<[string, Table]>([
    ['one of the first hundred exists', { has: (n) => n === 99 }],
    ['it may assume nothing', { has: () => false, mayAssume: false }],
  ])('reads every user when %s', async (_prose, table) => {
    const { calls, readsOf } = reading(table);
    for (const index of USER_KEYS.keys()) expect((await readsOf(index)).state).toBe('read');
    expect(calls.flat()).toEqual(USER_KEYS);
  });

  it('assumes nothing from a read that failed', async () => {
    const { calls, readsOf } = reading({ has: () => false, failing: 0 });
    await expect(readsOf(0)).rejects.toThrow('throttled');
    expect((await readsOf(100)).state).toBe('read');
    expect((await readsOf(200)).state).toBe('assumed-absent');
    expect(calls.map(({ length }) => length)).toEqual([100, 100]);
  });
});
