import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFailedRecords } from '../support/read-csv.ts';
import {
  type Imported,
  importFile,
  type JoinedCloud,
  joinSharedCloud,
  newTenant,
} from '../support/test-cloud.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'bad-records');
const HEADER = 'accountId,id,firstName,email';
const BEFORE = 'acme,before,Ann,ann@example.com';
/** With a letter beyond ASCII: the file as a whole is UTF-8. */
const AFTER = 'acme,after,Zoë,zoe@example.com';

/** A file of three records, of which the second is bad. `raw` is that record as it was sent. */
interface BadFile {
  readonly name: string;
  readonly content: Buffer;
  readonly raw: Buffer;
}

/** One file for each defect, named after it. Its first and last records are good, the record between them is bad. */
function fixture(name: string): BadFile {
  const content = readFileSync(join(FIXTURES, name));
  const lines = content.toString('utf8').trimEnd().split('\n');
  return { name, content, raw: Buffer.from(lines.at(-2) ?? '') };
}

function generated(name: string, raw: Buffer): BadFile {
  const content = Buffer.concat([Buffer.from(`${HEADER}\n${BEFORE}\n`), raw, Buffer.from(`\n${AFTER}\n`)]);
  return { name, content, raw };
}

/** What errors.csv contains: the code, and a part of the message. */
const DEFECTS: readonly (readonly [file: BadFile, code: string, message: RegExp])[] = [
  [fixture('unclosed-quote.csv'), 'BAD_REQUEST', /opens a quote and does not close it/],
  [fixture('junk-after-closing-quote.csv'), 'BAD_REQUEST', /text after a closing quote/],
  [fixture('too-few-columns.csv'), 'BAD_REQUEST', /1 cell, the header has 4/],
  [fixture('too-many-columns.csv'), 'BAD_REQUEST', /5 cells, the header has 4/],
  [
    generated('the header again', Buffer.from(HEADER)),
    'BAD_REQUEST',
    /^the row repeats the header; delete it$/,
  ],
  [fixture('missing-id.csv'), 'BAD_REQUEST', /^This request requires a valid non-empty id$/],
  [fixture('missing-account.csv'), 'BAD_REQUEST', /^This request requires a valid non-empty accountId$/],
  [fixture('malformed-email.csv'), 'VALIDATION_FAILED', /email must be an e-mail address/],
  [fixture('malformed-json.jsonl'), 'BAD_REQUEST', /not valid JSON/],
  [fixture('json-array-line.jsonl'), 'BAD_REQUEST', /must be a JSON object/],
  [fixture('json-scalar-line.jsonl'), 'BAD_REQUEST', /must be a JSON object/],
  [fixture('json-null-line.jsonl'), 'BAD_REQUEST', /must be a JSON object/],
  [fixture('json-wrong-shape.jsonl'), 'BAD_REQUEST', /valid non-empty id/],
  [fixture('json-custom-fields-list.jsonl'), 'VALIDATION_FAILED', /customFields must be an object/],
  [fixture('json-number-as-name.jsonl'), 'VALIDATION_FAILED', /firstName must be text/],
  [fixture('json-lone-surrogate.jsonl'), 'VALIDATION_FAILED', /firstName: found .* half of a character/],
  [
    generated('invalid UTF-8', Buffer.from('acme,bad,B\xf6b,bob@example.com', 'latin1')),
    'BAD_REQUEST',
    /not valid UTF-8/,
  ],
  [generated('a NUL byte', Buffer.from('acme,bad,B\0b,bob@example.com')), 'BAD_REQUEST', /NUL/],
  [
    generated('a field of 2 MiB', Buffer.from(`acme,bad,${'x'.repeat(2 * 1024 ** 2)},bob@example.com`)),
    'VALIDATION_FAILED',
    /at most 65536 are allowed/,
  ],
  [
    generated('a field of 400 KB', Buffer.from(`acme,bad,${'x'.repeat(409_600)},bob@example.com`)),
    'VALIDATION_FAILED',
    /at most 65536 are allowed/,
  ],
];

describe('a bad record', () => {
  let test: JoinedCloud;
  const imported = new Map<BadFile, Imported>();

  beforeAll(async () => {
    test = await joinSharedCloud();
    // At the same time: each file has its own tenant.
    await Promise.all(
      DEFECTS.map(async ([file]) => imported.set(file, await importFile(test, file.content))),
    );
  });

  describe.each(DEFECTS.map((defect) => [defect[0].name, ...defect] as const))(
    'such as %s',
    (_name, file, code, message) => {
      const of = (): Imported => imported.get(file) as Imported;

      it('fails without affecting its neighbours', () => {
        const { item, users, results } = of();
        expect(item.status).toBe('COMPLETED_WITH_ERRORS');
        expect(item.counts).toMatchObject({ records: 3, created: 2, updated: 0, unchanged: 0, failed: 1 });
        expect(users.map(({ id }) => id)).toEqual(['after', 'before']);
        expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'failed', 'created']);
      });

      it('is reported with its number, its line and a code', () => {
        const { errors, item } = of();
        const line = item.layout?.format === 'csv' ? '3' : '2';
        expect(errors).toHaveLength(1);
        expect(errors[0]).toMatchObject({ recordNumber: '2', line, apiErrorCode: code, severity: 'error' });
        expect(errors[0]?.message).toMatch(message);
        expect(errors[0]?.message?.length).toBeLessThan(400);
      });

      it('is one row or object of the failed records, with its number and the reason', () => {
        const { failedRecords } = of();
        const records = readFailedRecords(failedRecords);
        expect(records).toHaveLength(1);
        expect(String(records[0]?.['rollcall:record'])).toBe('2');
        expect(records[0]?.['rollcall:errors']).toMatch(message);
        const values = Object.values(records[0] ?? {}).map(String);
        const marked =
          values.find((value) => value.startsWith('rollcall:text: ')) ?? records[0]?.['rollcall:text'];
        const text = marked === undefined ? undefined : String(marked).replace('rollcall:text: ', '');
        const shown = file.raw.includes(0) ? file.raw.toString().replace('\0', '\u2400') : undefined;
        if (text !== undefined)
          expect([file.raw.toString(), file.raw.toString('latin1'), shown]).toContain(text);
        else if (!file.raw.includes('{')) expect(values.slice(2).join(',')).toBe(file.raw.toString());
        else expect(records[0]).toMatchObject(JSON.parse(file.raw.toString()));
      });
    },
  );

  it('has its user’s ids in results.csv, if they can be read', async () => {
    const { results } = await importFile(test, fixture('malformed-email.csv').content);
    expect(results[1]).toMatchObject({ outcome: 'failed', accountId: 'acme', id: 'bad', email: '' });
  });

  it('is not a row of delimiters alone, as spreadsheets write blank rows', async () => {
    const { item } = await importFile(test, fixture('only-delimiters.csv').content);
    expect(item.counts).toMatchObject({ records: 2, created: 2, failed: 0 });
  });

  it('is not a row with a quote inside an unquoted cell', async () => {
    const { item, users } = await importFile(test, fixture('quote-inside-unquoted-cell.csv').content);
    expect(item.counts).toMatchObject({ records: 3, created: 3, failed: 0 });
    expect(users.find(({ id }) => id === 'bad')).toMatchObject({ firstName: 'Bob "Bobby" B' });
  });

  it('can be corrected in failed-records.csv and imported from there', async () => {
    const tenant = newTenant();
    const first = await importFile(test, fixture('unclosed-quote.csv').content, { tenant });
    const corrected =
      first.failedRecords?.toString().replace(/"rollcall:text.*$/m, 'acme,bad,Bob,bob@example.com') ?? '';
    const second = await importFile(test, corrected, { tenant, name: 'failed-records.csv' });
    expect(second.item.counts).toMatchObject({ records: 1, created: 1, failed: 0 });
    expect(second.results).toMatchObject([{ recordNumber: '2', outcome: 'created', id: 'bad' }]);
    expect(second.users).toHaveLength(3);
  });

  it('cannot change the prototype of objects with a column or key named __proto__', async () => {
    const csv = `${HEADER},__proto__,constructor\nacme,a,Ann,,polluted,x\n`;
    const jsonl =
      '{"accountId":"acme","id":"a","__proto__":{"polluted":1},"customFields":{"__proto__":"x"}}\n';
    const [a, b] = await Promise.all([importFile(test, csv), importFile(test, jsonl)]);
    expect(a.item).toMatchObject({ status: 'COMPLETED', unknownColumns: ['__proto__', 'constructor'] });
    expect(a.errors.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    expect(a.users).toEqual([{ accountId: 'acme', id: 'a', firstName: 'Ann' }]);
    expect(b.item.counts).toMatchObject({ records: 1, created: 1 });
    expect(b.errors.map(({ field }) => field)).toEqual(['__proto__']);
    expect(b.users[0]?.['customFields.__proto__']).toBe('x');
  });
});
