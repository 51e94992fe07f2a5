import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoFeedStore, type FeedStore } from '../../../lambdas/adapters/dynamo-feed-store.ts';
import { createDynamoImportStore, type ImportStore } from '../../../lambdas/adapters/dynamo-import-store.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { importItem, NOW } from '../support/import-item.ts';
import { startImportsTable } from '../support/start-table.ts';

const STAMP = '20261121100000';

describe('the pairs of a feed, in the imports table', () => {
  let table: Awaited<ReturnType<typeof startImportsTable>>;
  let feeds: FeedStore;
  let imports: ImportStore;
  let count = 0;
  let tenant = '';
  let importId = '';

  beforeAll(async () => {
    table = await startImportsTable();
    feeds = createDynamoFeedStore(table.table, () => NOW, table.client);
    imports = createDynamoImportStore(table.table, () => NOW, table.client);
  });
  afterAll(() => table.close());
  beforeEach(() => {
    count += 1;
    tenant = `t${count}`;
    importId = `imp_${String(count).padStart(26, '0')}`;
  });

  const waiting = async (fields: Partial<Import> = {}): Promise<Import> => {
    const feed = { timestamp: STAMP, revision: 1, expiresAt: NOW.toISOString() };
    const item = importItem({
      importId,
      tenant,
      status: 'AWAITING_UPLOAD',
      requestId: 'r1',
      feed,
      ...fields,
    });
    await imports.create(item);
    return item;
  };

  it('belong to the import assigned last by a writer that knew the previous one', async () => {
    expect(await feeds.find(tenant, STAMP)).toBeUndefined();
    expect(await feeds.assign(tenant, STAMP, { holder: 'a' })).toBe(true);
    expect(await feeds.assign(tenant, STAMP, { holder: 'b' })).toBe(false);
    expect(await feeds.assign(tenant, STAMP, { holder: 'c', before: 'b' })).toBe(false);
    expect(await feeds.assign(tenant, STAMP, { holder: 'c', before: 'a' })).toBe(true);
    expect(await feeds.find(tenant, STAMP)).toEqual({ holder: 'c', before: 'a' });
  });

  it('are found from a timestamp on, latest first, for one tenant', async () => {
    for (const stamp of ['20261121100000', '20261121100002', '20261121100001'])
      await feeds.assign(tenant, stamp, { holder: stamp });
    await feeds.assign('another', '20261121100003', { holder: 'x' });
    expect(await Array.fromAsync(feeds.since(tenant, '20261121100001'))).toEqual([
      '20261121100002',
      '20261121100001',
    ]);
  });

  it('change their state once, from the state in which they were read', async () => {
    const item = await waiting();
    const feed = { timestamp: STAMP, revision: 2 };
    const change = { status: 'QUEUED', feed, requestId: undefined } as const;
    const moved = await Promise.all([feeds.advance(item, change), feeds.advance(item, change)]);
    expect(moved.sort()).toEqual([false, true]);
    const stored = await imports.read(importId);
    expect(stored).toMatchObject({ status: 'QUEUED', feed });
    expect([stored.requestId, stored.feed?.expiresAt]).toEqual([undefined, undefined]);
  });

  it.each([
    ['does not wait', { status: 'QUEUED' }],
    ['is being cancelled', { cancelRequestedAt: NOW.toISOString() }],
  ] as const)('are not changed by an import that %s', async (_, fields) => {
    const item = await waiting(fields);
    expect(await feeds.advance(item, { status: 'EXPIRED' })).toBe(false);
    expect((await imports.read(importId)).status).toBe(item.status);
  });

  const reason = { code: 'SUPERSEDED', message: 'a later one has come' };

  it('are begun or superseded, but not both', async () => {
    await waiting({ status: 'RUNNING' });
    const [begun, superseded] = await Promise.all([
      feeds.beginTurn(importId, 1),
      feeds.supersede(importId, 1, reason),
    ]);
    const item = await imports.read(importId);
    expect([begun, superseded].sort()).toEqual([false, true]);
    expect(item.status === 'SUPERSEDED').toBe(superseded);
    expect(item.begunAttempt).toBe(begun ? 1 : undefined);
  });

  it('can be begun again by a later attempt, which can be superseded', async () => {
    await waiting({ status: 'RUNNING', attempt: 2, begunAttempt: 1 });
    expect(await feeds.supersede(importId, 1, reason)).toBe(false);
    expect(await feeds.supersede(importId, 2, reason)).toBe(true);
    expect(await imports.read(importId)).toMatchObject({ status: 'SUPERSEDED', reason });
    expect(await feeds.beginTurn(importId, 2)).toBe(false);
  });
});
