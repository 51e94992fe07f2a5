import { beforeAll, describe, expect, it } from 'vitest';
import { ColumnMapTextSchema } from '../../lambdas/contracts/column-map.ts';
import { readMail } from '../support/read-mail.ts';
import { importFile, type JoinedCloud, joinSharedCloud, newTenant } from '../support/test-cloud.ts';

const HUMAN = `Account ID,User ID,Vorname,E-Mail,customFields.fav emoji,Straße
acme,ann,Ann,ann@example.com,🎉,Hauptstraße 1
acme,bob,Bob,not an address,🎈,Ring 2
`;
const MAP: [string, string][] = [
  ['Account ID', 'accountId'],
  ['User ID', 'id'],
  ['Vorname', 'firstName'],
  ['E-Mail', 'email'],
  ['customFields.fav emoji', 'customFields.fav_emoji'],
  ['Straße', '-'],
];
const MAPPED = { map: ColumnMapTextSchema.encode(MAP) };
const ANN = { accountId: 'acme', id: 'ann', firstName: 'Ann', 'customFields.fav_emoji': '🎉' };

describe('a file with columns that are not named like their fields', () => {
  let test: JoinedCloud;
  beforeAll(async () => {
    test = await joinSharedCloud();
  });

  it('is rejected before anything is written, and the e-mail has the mapping that would do', async () => {
    const { item, users, mails } = await importFile(test, HUMAN);
    expect(item).toMatchObject({ status: 'REJECTED', reason: { code: 'SIMILAR_COLUMNS' } });
    expect(users).toEqual([]);
    const { text, html } = readMail(mails[0] ?? Buffer.alloc(0));
    expect(text).toContain('`Vorname` → `firstName`');
    expect(text).toContain("--map 'Vorname=firstName'");
    expect(text).toContain('rollcall-similar-columns: map');
    expect(html).toContain('white-space:pre-line');
  });

  it('is imported with its mapping, and so are its failed records, which keep their header', async () => {
    const tenant = newTenant();
    const first = await importFile(test, HUMAN, { tenant, metadata: MAPPED });
    expect(first.item).toMatchObject({
      status: 'COMPLETED_WITH_ERRORS',
      counts: { created: 1, failed: 1, warnings: 0 },
    });
    expect(first.users).toMatchObject([ANN]);
    expect(first.errors).toMatchObject([{ recordNumber: '2', field: 'email' }]);
    const failed = String(first.failedRecords);
    expect(failed).toContain('Account ID,User ID,Vorname,E-Mail,customFields.fav emoji,Straße');
    const fixed = failed.replace('Bob,not an address', 'Bob,bob@example.com');
    const second = await importFile(test, fixed, { tenant, metadata: MAPPED });
    expect(second.item).toMatchObject({ status: 'COMPLETED', counts: { records: 1, created: 1 } });
    expect(second.users).toMatchObject([ANN, { id: 'bob', firstName: 'Bob', email: 'bob@example.com' }]);
  });

  it('is imported as suggested if its sender accepts that, and names the columns that it ignores', async () => {
    const { item, users, mails } = await importFile(test, HUMAN, { metadata: { 'similar-columns': 'map' } });
    expect(users).toMatchObject([ANN]);
    expect(item.unknownColumns).toEqual(['Straße']);
    const { subject, text } = readMail(mails[0] ?? Buffer.alloc(0));
    expect(subject).toContain('1 column ignored');
    expect(text.split('\n\n')[0]).toContain('The column `Straße` was ignored.');
  });

  it('is imported as the tenant remembers, and as the import says where both name a column', async () => {
    const tenant = newTenant();
    const edits = MAP.map(([column, field]) => ({
      edit: 'add',
      list: 'columns',
      entry: { importType: 'participants', column, field },
    }));
    await test.cloud.invoke('EditTenant', { tenant, edits });
    const remembered = await importFile(test, HUMAN, { tenant });
    expect(remembered.users).toMatchObject([ANN]);
    const metadata = { map: ColumnMapTextSchema.encode([['Vorname', 'lastName']]) };
    const overridden = await importFile(test, HUMAN, { tenant, metadata });
    expect(overridden.users).toMatchObject([{ ...ANN, lastName: 'Ann' }]);
  });

  it('in JSON Lines is rejected for its first records, and imported with their mapping', async () => {
    const lines = [
      { 'Account ID': 'acme', user_id: 'ann', profile: { first_name: 'Ann' } },
      { 'Account ID': 'acme', user_id: 'bob', profile: { first_name: 'Bob' } },
    ].map((record) => `${JSON.stringify(record)}\n`);
    const options = { type: 'participants', name: 'users.jsonl' };
    const rejected = await importFile(test, lines.join(''), options);
    expect(rejected.item).toMatchObject({ status: 'REJECTED', reason: { code: 'SIMILAR_COLUMNS' } });
    const map = ColumnMapTextSchema.encode([
      ['Account ID', 'accountId'],
      ['user_id', 'id'],
      ['profile.first_name', 'firstName'],
    ]);
    const { users } = await importFile(test, lines.join(''), { ...options, metadata: { map } });
    expect(users.map(({ firstName }) => firstName)).toEqual(['Ann', 'Bob']);
  });

  it('in JSON Lines fails only the record that has such a name, if it is none of the first', async () => {
    const good = Array.from({ length: 100 }, (_, i) => `{"accountId":"acme","id":"u${i}"}\n`).join('');
    const file = `${good}{"accountId":"acme","id":"late","FirstName":"Late"}\n`;
    const { item, errors, failedRecords } = await importFile(test, file, {
      type: 'participants',
      name: 'users.jsonl',
    });
    expect(item.counts).toMatchObject({ created: 100, failed: 1 });
    expect(errors).toMatchObject([
      { recordNumber: '101', message: expect.stringContaining('similar to `firstName`') },
    ]);
    expect(String(failedRecords)).toContain('"FirstName":"Late"');
  });
});
