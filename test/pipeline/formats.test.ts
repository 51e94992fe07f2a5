import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { importFile, type JoinedCloud, joinSharedCloud, newTenant, usersOf } from '../support/test-cloud.ts';

const CSV = [
  'accountId,id,firstName,referable,customFields.plan',
  'acme,ann,"Ann ""A"" Lee",true,gold',
  'acme,bob,"Bob, the one',
  'with two lines",false,',
  'acme,zoë,Zoë 🦊,,silver',
  '',
].join('\n');

const JSONL = [
  { accountId: 'acme', id: 'ann', firstName: 'Ann "A" Lee', referable: true, customFields: { plan: 'gold' } },
  { accountId: 'acme', id: 'bob', firstName: 'Bob, the one\nwith two lines', referable: false },
  { accountId: 'acme', id: 'zoë', firstName: 'Zoë 🦊', customFields: { plan: 'silver' } },
]
  .map((record) => `${JSON.stringify(record)}\n`)
  .join('');

const USERS = [
  { accountId: 'acme', id: 'ann', firstName: 'Ann "A" Lee', referable: true, 'customFields.plan': 'gold' },
  { accountId: 'acme', id: 'bob', firstName: 'Bob, the one\nwith two lines', referable: false },
  { accountId: 'acme', id: 'zoë', firstName: 'Zoë 🦊', 'customFields.plan': 'silver' },
];

/** Replaces the commas between cells, and keeps the comma within a cell. */
const delimitedBy = (delimiter: string) => CSV.replaceAll(/,(?! the)/g, delimiter);
const CRLF = CSV.replaceAll('\n', '\r\n').replace('one\r\n', 'one\n');

const FORMS: Readonly<Record<string, Buffer | string>> = {
  'CSV with commas': CSV,
  'CSV with semicolons': delimitedBy(';'),
  'CSV with tabs': delimitedBy('\t'),
  'CSV with bars': delimitedBy('|'),
  'CSV with a byte order mark': `\ufeff${CSV}`,
  'CSV with a byte order mark and a quoted header': `\ufeff${CSV.replace('accountId', '"accountId"')}`,
  'CSV with line breaks of Windows': CRLF,
  'CSV without a last line break': CSV.trimEnd(),
  'CSV with empty lines': CSV.replaceAll(/\nacme/g, '\n\n\nacme').concat('\n\n'),
  'CSV with blank rows, as spreadsheets write them': `,,,,\r\n${CSV.replaceAll(/\nacme/g, '\n,,,,\n , ,,,\nacme')},,,,\n,,,,`,
  'CSV with empty columns at the end, as spreadsheets write them': CSV.replace(
    'plan\n',
    'plan,,\n',
  ).replaceAll(/(gold|false,|silver)\n/g, '$1,,\n'),
  'CSV compressed': gzipSync(CSV),
  'CSV compressed in two members': Buffer.concat([gzipSync(CSV.slice(0, 70)), gzipSync(CSV.slice(70))]),
  'CSV in UTF-16': Buffer.from(`\ufeff${CSV}`, 'utf16le'),
  'CSV in UTF-16 with the high byte first': Buffer.from(`\ufeff${CSV}`, 'utf16le').swap16(),
  'CSV in UTF-16 without a byte order mark': Buffer.from(CSV, 'utf16le'),
  'CSV in UTF-16, compressed': gzipSync(Buffer.from(`\ufeff${CRLF}`, 'utf16le')),
  'JSON Lines in UTF-16': Buffer.from(`\ufeff${JSONL}`, 'utf16le'),
  'one JSON array': `[${JSONL.trim().replaceAll('\n', ',')}]`,
  'an array in a JSON object': `{"users":[${JSONL.trim().replaceAll('\n', ',')}],"total":3}`,
  'an array in a JSON object, over several lines': JSON.stringify(
    { users: JSON.parse(`[${JSONL.trim().replaceAll('\n', ',')}]`), total: 3 },
    null,
    2,
  ),
  'JSON objects without line breaks between them': JSONL.replaceAll('\n', ''),
  'JSON Lines with commas': JSONL.replaceAll('\n', ',\n'),
  'JSON Lines with record separators': JSONL.replaceAll(/^(?=\{)/gm, '\u001e'),
  'JSON Lines': JSONL,
  'JSON Lines with a byte order mark': `\ufeff${JSONL}`,
  'JSON Lines with line breaks of Windows': JSONL.replaceAll('\n', '\r\n'),
  'JSON Lines with empty lines and no last line break': JSONL.replaceAll('\n', '\n\n').trimEnd(),
  'JSON Lines compressed': gzipSync(JSONL),
};

let test: JoinedCloud;
beforeAll(async () => {
  test = await joinSharedCloud();
});

describe('the same records', () => {
  it('create the same users in every format', async () => {
    const forms = await Promise.all(
      Object.entries(FORMS).map(async ([form, content]) => {
        const { item, users, results, errors } = await importFile(test, content);
        const outcomes = results.map(({ recordNumber, outcome }) => `${recordNumber} ${outcome}`);
        return { form, status: item.status, users, outcomes, errors };
      }),
    );
    expect(forms).toEqual(
      Object.keys(FORMS).map((form) => ({
        form,
        status: 'COMPLETED',
        users: USERS,
        outcomes: ['1 created', '2 created', '3 created'],
        errors: [],
      })),
    );
  });

  it('are unchanged when they are imported again in another format', async () => {
    const tenant = newTenant();
    await importFile(test, CSV, { tenant });
    const again = await importFile(test, gzipSync(JSONL), { tenant, name: 'other.jsonl.gz' });
    expect(again.item.counts).toMatchObject({ records: 3, unchanged: 3, created: 0, updated: 0 });
  });
});

describe('the examples', () => {
  const example = (name: string) => readFileSync(new URL(`../../examples/${name}`, import.meta.url));

  it('participants.csv is imported without errors or warnings', async () => {
    const tenant = newTenant();
    const { item, errors } = await importFile(test, example('participants.csv'), { tenant });
    expect(item).toMatchObject({ status: 'COMPLETED', counts: { records: 12, created: 12, warnings: 0 } });
    expect(errors).toEqual([]);
    const again = await importFile(test, example('participants.csv'), { tenant });
    expect(again.item.counts).toMatchObject({ records: 12, unchanged: 12 });
  });

  it('participants-with-mistakes.csv has one message for each mistake, with its place', async () => {
    const { item, errors } = await importFile(test, example('participants-with-mistakes.csv'));
    expect(item.counts).toEqual({ records: 9, created: 3, updated: 0, unchanged: 0, failed: 6, warnings: 2 });
    expect(errors.map(({ recordNumber, severity, field }) => `${recordNumber} ${severity} ${field}`)).toEqual(
      [
        '0 warning refferable',
        '2 error locale',
        '3 error id',
        '4 error ',
        '5 warning referredBy.code',
        '6 error email',
        '7 error countryCode',
        '8 error ',
      ],
    );
    expect(errors[0]?.message).toContain('did you mean `referable`?');
  });

  it('participants.jsonl is imported without errors and changes segments', async () => {
    const tenant = newTenant();
    const { item } = await importFile(test, example('participants.jsonl'), { tenant });
    expect(item.counts).toMatchObject({ records: 6, created: 6, failed: 0 });
    const users = await usersOf(test, tenant);
    expect(users.find(({ id }) => id === 'mara.okafor')).toMatchObject({ segments: ['customers', 'vip'] });
  });
});
