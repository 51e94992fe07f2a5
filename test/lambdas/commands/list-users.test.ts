import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoUserEraser } from '../../../lambdas/adapters/dynamo-user-eraser.ts';
import { createDynamoUserList } from '../../../lambdas/adapters/dynamo-user-list.ts';
import { createDynamoUserStore } from '../../../lambdas/adapters/dynamo-user-store.ts';
import { listUsers, type UserPage } from '../../../lambdas/commands/list-users/list-users.ts';
import { userKeyOf } from '../../../lambdas/core/user/user-key.ts';
import { compareKeys } from '../../../lambdas/core/user/user-list.ts';
import { startUsersTable } from '../support/start-table.ts';

describe('users are listed', () => {
  let table: Awaited<ReturnType<typeof startUsersTable>>;
  let store: ReturnType<typeof createDynamoUserStore>;
  const now = () => new Date(0);

  const write = async (tenant: string, importType: string, parts: readonly string[], text = 'x') => {
    const userKey = userKeyOf(tenant, importType, parts);
    const diff = { set: new Map([['note', text]]), remove: [], sets: new Map() };
    const expected = (await store.read([userKey])).get(userKey);
    expect(
      await store.write({ userKey, tenant, importType, diff, mark: undefined, expected, absent: [] }),
    ).toBe(true);
    return userKey;
  };
  const pages = async (tenant: string, importType: string, limit: number) => {
    const found: UserPage[] = [];
    let after: string | undefined;
    do {
      const page = await listUsers(createDynamoUserList('users', table.client), {
        tenant,
        importType,
        after,
        limit,
      });
      found.push(page);
      after = page.next;
    } while (after !== undefined);
    return found;
  };
  const keysOf = (found: readonly UserPage[]) =>
    found.flatMap(({ users }) => users.map(({ userKey }) => userKey));

  beforeAll(async () => {
    table = await startUsersTable();
    store = createDynamoUserStore('users', now, table.client);
  });
  afterAll(() => table?.close());

  it('page by page in the order of their keys, and only those of the tenant and the type', async () => {
    const ids = ['😀', '\uffee', 'a/b', 'é', ...Array.from({ length: 60 }, (_, i) => `u${i}`)];
    const own: string[] = [];
    for (const id of ids) own.push(await write('acme', 'participants', ['north', id]));
    await write('acme', 'user-feed', ['u1']);
    await write('acme2', 'participants', ['north', 'u1']);
    for (const limit of [1, 7, 63, 64, 65]) {
      const found = await pages('acme', 'participants', limit);
      expect(keysOf(found)).toEqual(own.toSorted(compareKeys));
      expect(found.map(({ users }) => users.length)).toEqual([
        ...Array.from({ length: Math.ceil(own.length / limit) - 1 }, () => limit),
        own.length % limit || limit,
      ]);
    }
    expect(await pages('no-such-tenant', 'participants', 5)).toEqual([{ users: [] }]);
  });

  it('with the times of their writes, until they are erased, and again when they are written again', async () => {
    const userKey = await write('erased', 'participants', ['north', 'ann']);
    const [page] = await pages('erased', 'participants', 5);
    const at = now().toISOString();
    expect(page?.users).toEqual([{ userKey, user: { note: 'x' }, createdAt: at, updatedAt: at }]);
    const stored = (await store.read([userKey])).get(userKey);
    if (stored === undefined) throw new Error('the user was not written');
    const eraser = createDynamoUserEraser('users', now, table.client);
    await eraser.strip({ userKey, tenant: 'erased', importType: 'participants' }, stored, undefined);
    expect(keysOf(await pages('erased', 'participants', 5))).toEqual([]);
    await write('erased', 'participants', ['north', 'ann']);
    expect(keysOf(await pages('erased', 'participants', 5))).toEqual([userKey]);
  });

  it('but not while an interrupted creation has left only their keys', async () => {
    const [tenant, importType] = ['interrupted', 'participants'];
    const userKey = userKeyOf(tenant, importType, ['north', 'ann']);
    const diff = { set: new Map(), remove: [], sets: new Map() };
    await store.write({
      userKey,
      tenant,
      importType,
      diff,
      mark: undefined,
      expected: undefined,
      absent: [],
    });
    expect([...(await store.read([userKey])).keys()]).toEqual([userKey]);
    expect(await pages(tenant, importType, 5)).toEqual([{ users: [] }]);
    await write(tenant, importType, ['north', 'ann']);
    expect(keysOf(await pages(tenant, importType, 5))).toEqual([userKey]);
  });

  it('on pages of some megabytes, if they are large', async () => {
    const text = 'x'.repeat(300_000);
    for (let i = 0; i < 30; i += 1) await write('large', 'participants', ['north', `${i}`], text);
    const found = await pages('large', 'participants', 100);
    expect(keysOf(found)).toHaveLength(30);
    expect(found.length).toBeGreaterThan(1);
    for (const { users } of found) expect(JSON.stringify(users).length).toBeLessThan(5_000_000);
  });

  it('but not with a key that the index does not take', async () => {
    const long = await write('long', 'participants', ['north', 'a'.repeat(1100)]);
    const short = await write('long', 'participants', ['north', 'b']);
    expect([...(await store.read([long])).keys()]).toEqual([long]);
    expect(keysOf(await pages('long', 'participants', 5))).toEqual([short]);
  });
});
