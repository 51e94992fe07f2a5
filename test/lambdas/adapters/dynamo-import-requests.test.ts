import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoFeedStore } from '../../../lambdas/adapters/dynamo-feed-store.ts';
import { createDynamoImportList, type ImportFilter } from '../../../lambdas/adapters/dynamo-import-list.ts';
import { createDynamoImportStore, type ImportStore } from '../../../lambdas/adapters/dynamo-import-store.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { itemKeys } from '../../../lambdas/core/naming/item-keys.ts';
import { firstImportIdSince } from '../../../lambdas/core/naming/upload-identity.ts';
import { importItem, NOW } from '../support/import-item.ts';
import { startImportsTable } from '../support/start-table.ts';

const idAt = (minutes: number): string =>
  `${firstImportIdSince(new Date(NOW.getTime() + minutes * 60_000))}${'0'.repeat(16)}`;

describe('the imports with a request id', () => {
  let table: Awaited<ReturnType<typeof startImportsTable>>;
  let imports: ImportStore;
  let count = 0;
  let tenant = '';

  beforeAll(async () => {
    table = await startImportsTable();
    imports = createDynamoImportStore(table.table, () => NOW, table.client);
  });
  afterAll(() => table.close());
  beforeEach(() => {
    count += 1;
    tenant = `t${count}`;
  });

  /** Ids are made of the minute and differ by tenant. */
  async function create(minute: number, fields: Partial<Import> = {}): Promise<string> {
    const importId = idAt(minute).slice(0, -count.toString().length) + count;
    await imports.create(importItem({ importId, tenant, requestId: 'mine', ...fields }));
    return importId;
  }

  async function listed(filter: ImportFilter, limits: { after?: string; limit?: number } = {}) {
    const list = createDynamoImportList(table.table, table.client);
    const page = await list.page(tenant, { requestId: 'mine', ...filter }, { limit: 100, ...limits });
    return { ids: page.imports.map(({ importId }) => importId), next: page.next };
  }

  it('are listed newest first, in pages, and only those of the tenant and the id', async () => {
    const [first, second, third] = [await create(1), await create(2), await create(3)];
    await create(4, { requestId: 'another' });
    await create(5, { tenant: 'others' });
    expect(await listed({})).toEqual({ ids: [third, second, first], next: undefined });
    expect(await listed({}, { limit: 2 })).toEqual({ ids: [third, second], next: second });
    expect(await listed({}, { limit: 2, after: second })).toEqual({ ids: [first], next: undefined });
  });

  it('are listed by the other filters as well', async () => {
    const [first, second] = [await create(1, { status: 'COMPLETED' }), await create(2)];
    expect((await listed({ status: 'COMPLETED' })).ids).toEqual([first]);
    expect((await listed({ importType: 'people' })).ids).toEqual([]);
    const minute = new Date(NOW.getTime() + 2 * 60_000);
    expect((await listed({ from: minute })).ids).toEqual([second]);
    expect((await listed({ to: minute })).ids).toEqual([first]);
  });

  it.each<[string, object, boolean]>([
    ['what is shown without it', { layout: 'gone' }, true],
    ['what every import must have', { attempt: 'gone' }, false],
  ])('are listed beside one whose item is damaged in %s', async (_, damage, isListed) => {
    const [first, second, third] = [await create(1), await create(2), await create(3)];
    const dynamo = DynamoDBDocumentClient.from(table.client);
    const { Item } = await dynamo.send(
      new GetCommand({ TableName: table.table, Key: itemKeys.import(second) }),
    );
    await dynamo.send(new PutCommand({ TableName: table.table, Item: { ...Item, ...damage } }));
    const ids = isListed ? [third, second, first] : [third, first];
    expect((await listed({})).ids).toEqual(ids);
  });

  it('are found by ids of any length and script', async () => {
    const ids = ['x'.repeat(2000), 'Müller/日本 #1', `${'x'.repeat(1999)}y`];
    for (const [minute, requestId] of ids.entries()) {
      const importId = await create(minute, { requestId });
      expect(await imports.findByRequest(tenant, requestId, NOW)).toBe(importId);
    }
  });

  it('of a pair are found by the id of either file, also if they differ', async () => {
    const file = { object: { bucket: 'u', key: 'k', etag: 'e', size: 1 }, arrival: '1' };
    const feed = {
      timestamp: '20261121100000',
      revision: 0,
      header: { ...file, requestId: 'of the header' },
    };
    const importId = await create(1, { status: 'AWAITING_UPLOAD', requestId: 'of the header', feed });
    const feeds = createDynamoFeedStore(table.table, () => NOW, table.client);
    const data = { ...file, requestId: 'of the data' };
    const change = { requestId: 'of the data', feed: { ...feed, data, revision: 1 } };
    expect(await feeds.advance(importItem({ importId, tenant, feed }), change)).toBe(true);
    expect(await imports.findByRequest(tenant, 'of the data', NOW)).toBe(importId);
    expect(await imports.findByRequest(tenant, 'of the header', NOW)).toBe(importId);
  });
});
