import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoImportStore } from '../../../lambdas/adapters/dynamo-import-store.ts';
import { NOW } from '../support/import-item.ts';
import { startImportsTable } from '../support/start-table.ts';

describe('the count of e-mails', () => {
  let table: Awaited<ReturnType<typeof startImportsTable>>;
  let now = NOW;
  beforeAll(async () => {
    table = await startImportsTable();
  });
  afterAll(async () => table?.close());

  const count = (mail: string, tenant = 'acme') =>
    createDynamoImportStore(table.table, () => now, table.client).countMail({ tenant, mail, limit: 2 });

  it('refuses an e-mail beyond the limit of its tenant and day, and counts a repeated one once', async () => {
    expect(await count('imp_1')).toBe(true);
    expect(await count('imp_1')).toBe(true);
    expect(await count('imp_1.question')).toBe(true);
    expect(await count('imp_2')).toBe(false);
    expect(await count('imp_1')).toBe(true);
    expect(await count('imp_2', 'other')).toBe(true);
    now = new Date('2026-11-22T00:00:00.000Z');
    expect(await count('imp_2')).toBe(true);
  });

  it('expires two days after the last e-mail of its day', async () => {
    const Key = { importId: 'mails#acme', item: '2026-11-21' };
    const { Item } = await table.documents.send(new GetCommand({ TableName: table.table, Key }));
    expect(Item?.expiresAt).toBe(Date.parse('2026-11-23T10:00:00.000Z') / 1000);
  });
});
