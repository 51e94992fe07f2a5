import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { importFile, type JoinedCloud, joinSharedCloud, newTenant } from '../support/test-cloud.ts';

const CSV = 'accountId;id;firstName;email\r\nacme;1;Jürgen;j@example.com\r\nacme;2;Große;not an address\r\n';
const WINDOWS = Buffer.from(CSV, 'latin1');
const USERS = [{ accountId: 'acme', id: '1', firstName: 'Jürgen', email: 'j@example.com' }];

let test: JoinedCloud;
beforeAll(async () => {
  test = await joinSharedCloud();
});

describe('a file in Windows-1252', () => {
  it.each([
    ['as it is', WINDOWS],
    ['compressed', gzipSync(WINDOWS)],
  ])('is imported, %s, if its encoding is named', async (_, content) => {
    const { item, users, failedRecords, results } = await importFile(test, content, {
      metadata: { encoding: 'CP1252' },
    });
    expect(item.counts).toMatchObject({ records: 2, created: 1, failed: 1 });
    expect(users).toMatchObject(USERS);
    expect(results[0]).toMatchObject({ firstName: 'Jürgen' });
    expect(failedRecords?.toString()).toContain('acme;2;Große;not an address');
  });

  it('is imported if its encoding is that of the tenant, and so are its failed records, which are in UTF-8', async () => {
    const tenant = newTenant();
    const edits = [{ edit: 'replace', settings: { encoding: 'Windows-1252' } }];
    await test.cloud.invoke('EditTenant', { tenant, edits });
    const first = await importFile(test, WINDOWS, { tenant });
    expect(first.users).toMatchObject(USERS);
    const corrected = first.failedRecords?.toString().replace('not an address', 'g@example.com') ?? '';
    const second = await importFile(test, corrected, { tenant, name: 'failed-records.csv' });
    expect(second.item.counts).toMatchObject({ records: 1, created: 1 });
    expect(second.users).toMatchObject([...USERS, { id: '2', firstName: 'Große' }]);
  });
});
