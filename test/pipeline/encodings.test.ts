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

describe('a file of a German spreadsheet', () => {
  it('is imported without errors if its encoding and locale are named', async () => {
    const rows = [
      'accountId;id;firstName;referable;countryCode;dateCreated;customFields.nr',
      'acme;1;Jürgen;WAHR;Germany;02.03.2026;00123',
      'acme;2;Zoë;Nein;AUT;15.04.2026 10:30;1.234,50',
    ];
    const { item, users } = await importFile(test, Buffer.from(rows.join('\r\n'), 'latin1'), {
      metadata: { encoding: 'windows-1252', locale: 'de-DE' },
    });
    expect(item).toMatchObject({
      status: 'COMPLETED',
      counts: { records: 2, created: 2, failed: 0, warnings: 0 },
    });
    expect(users).toMatchObject([
      { referable: true, countryCode: 'DE', dateCreated: Date.UTC(2026, 2, 2), 'customFields.nr': '00123' },
      { referable: false, countryCode: 'AT', dateCreated: Date.UTC(2026, 3, 15, 10, 30) },
    ]);
  });

  it('has its dates refused, with both readings, if the locale is not named', async () => {
    const { errors } = await importFile(test, 'accountId,id,dateCreated\nacme,1,3/2/2026\n');
    expect(errors[0]?.message).toContain('(it may be 2026-02-03 or 2026-03-02)');
  });
});

describe('a file in Shift_JIS', () => {
  /** 表, whose second byte is a backslash, and 田中. */
  const names = [Buffer.from([0x95, 0x5c]), Buffer.from([0x93, 0x63, 0x92, 0x86])] as const;
  const file = Buffer.concat([
    Buffer.from('accountId,id,firstName\nacme,1,'),
    names[0],
    Buffer.from('\nacme,2,'),
    names[1],
  ]);

  it('is imported if its encoding is named', async () => {
    const { item, users } = await importFile(test, file, { metadata: { encoding: 'CP932' } });
    expect(item).toMatchObject({ status: 'COMPLETED', counts: { created: 2 } });
    expect(users).toMatchObject([{ firstName: '表' }, { firstName: '田中' }]);
  });

  it('is rejected, with the place, where another one of two bytes is named', async () => {
    const { item } = await importFile(test, Buffer.concat([file, Buffer.of(0xfa)]), {
      metadata: { encoding: 'euc-kr' },
    });
    expect(item.reason?.message).toMatch(/not valid euc-kr: line \d .*0x95 0x5C/);
  });
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
    const corrected = first.failedRecords?.toString().replaceAll('not an address', 'g@example.com') ?? '';
    const second = await importFile(test, corrected, { tenant, name: 'failed-records.csv' });
    expect(second.item.counts).toMatchObject({ records: 1, created: 1 });
    expect(second.users).toMatchObject([...USERS, { id: '2', firstName: 'Große' }]);
  });
});
