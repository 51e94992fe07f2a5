import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { awaitImport } from '../../cli/imports/find-import.ts';
import { followImport } from '../../cli/imports/follow-import.ts';
import { readFailedRecords } from '../support/read-csv.ts';
import { readMail } from '../support/read-mail.ts';
import { resaveInExcel } from '../support/resave.ts';
import {
  gather,
  type Imported,
  importFile,
  type JoinedCloud,
  joinSharedCloud,
  newTenant,
  putFile,
} from '../support/test-cloud.ts';
import { STEP_LIMIT_MS } from '../support/time-limits.ts';

const outcomes = ({ results }: Imported) =>
  results.map(({ recordNumber, outcome }) => [recordNumber, outcome]);
const numbers = (records: readonly Readonly<Record<string, unknown>>[]) =>
  records.map((record) => String(record['rollcall:record']));

describe('failed records that are fixed and imported again', () => {
  let test: JoinedCloud;
  beforeAll(async () => {
    test = await joinSharedCloud();
  });

  it('touch only their own users, and keep their numbers and texts: CSV from a spreadsheet, with mapped columns', async () => {
    const tenant = newTenant();
    const metadata = { map: 'First+Name=firstName' };
    const sent = [
      'accountId;id;First Name;email',
      'acme;good;Zoë;zoe@example.com',
      'acme;00123;=1+1;jörg(at)example.com',
      'acme;4001230000000017;+1 555;none',
      'acme;open;"Jörg;a@example.com',
      'acme;last;Ann;ann@example.com',
    ].join('\r\n');
    const first = await importFile(test, sent, { tenant, metadata });
    expect(first.item.counts).toMatchObject({ records: 5, created: 2, failed: 3 });
    const failed = first.failedRecords?.toString() ?? '';
    expect(failed.split('\n', 2)[0]).toBe(
      '\ufeffrollcall:record;rollcall:errors;accountId;id;First Name;email',
    );
    const { attachments } = readMail(first.mails[0] as Buffer);
    expect(attachments.get('failed-records.csv')?.toString()).toBe(failed);

    const unchanged = await importFile(test, failed, { tenant, metadata, name: 'failed-records.csv' });
    expect(outcomes(unchanged)).toEqual([
      ['2', 'failed'],
      ['3', 'failed'],
      ['4', 'failed'],
    ]);
    expect(unchanged.errors.map(({ recordNumber }) => recordNumber)).toEqual(['2', '3', '4']);
    expect(readMail(unchanged.mails[0] as Buffer).text).toContain(
      'Record 4 (line 4): the row could not be read',
    );

    const again = unchanged.failedRecords?.toString() ?? '';
    const fixed = again
      .replace('jörg(at)example.com\n', 'joerg@example.com\n')
      .replace(/;none$/m, ';')
      .replace(/"rollcall:text.*$/m, 'acme;open;Jörg;a@example.com');
    const how = { delimiter: ',', emptyColumns: 2 } as const;
    const inCodePage = resaveInExcel(fixed, { ...how, encoding: 'windows-1252' });
    const upload = { tenant, metadata, name: 'failed-records.csv' };
    const rejected = await importFile(test, inCodePage, upload);
    expect(rejected.item).toMatchObject({ status: 'REJECTED', reason: { code: 'WRONG_ENCODING' } });
    const encoding = { ...metadata, encoding: 'windows-1252' };
    const evaluated = await importFile(test, inCodePage, {
      ...upload,
      metadata: { ...encoding, mode: 'evaluate' },
    });
    expect(evaluated.item.counts).toMatchObject({ records: 3, created: 3 });
    const saved = resaveInExcel(fixed, { ...how, encoding: 'utf8-with-mark' });
    const second = await importFile(test, saved, upload);
    expect(outcomes(second)).toEqual([
      ['2', 'created'],
      ['3', 'created'],
      ['4', 'created'],
    ]);
    expect(second.users.map(({ id, firstName }) => [id, firstName])).toEqual([
      ['00123', '=1+1'],
      ['4001230000000017', '+1 555'],
      ['good', 'Zoë'],
      ['last', 'Ann'],
      ['open', 'Jörg'],
    ]);
    const versions = new Map(second.users.map((user) => [user.id, user]));
    for (const user of first.users) expect(versions.get(user.id)).toEqual(user);
  });

  it('keep their numbers and texts: JSON Lines', async () => {
    const tenant = newTenant();
    const lines = [
      '{"accountId":"acme","id":"good"}',
      '{"accountId":"acme","id":"00123","email":"none"}',
      '{"accountId":"acme","id":"cut"',
    ];
    const first = await importFile(test, `${lines.join('\n')}\n`, { tenant, name: 'users.jsonl' });
    const records = readFailedRecords(first.failedRecords);
    expect(numbers(records)).toEqual(['2', '3']);
    expect(records[1]?.['rollcall:text']).toBe(lines[2]);
    expect([...readMail(first.mails[0] as Buffer).attachments.keys()]).toContain('failed-records.jsonl');
    const again = await importFile(test, first.failedRecords ?? '', { tenant, name: 'failed-records.jsonl' });
    expect(outcomes(again)).toEqual([
      ['2', 'failed'],
      ['3', 'failed'],
    ]);
    const { 'rollcall:text': _, ...unread } = records[1] ?? {};
    const fixed = [
      { ...records[0], email: 'ann@example.com' },
      { ...unread, accountId: 'acme', id: 'cut' },
    ];
    const text = fixed.map((record) => `${JSON.stringify(record)}\n`).join('');
    const second = await importFile(test, text, { tenant, name: 'failed-records.jsonl' });
    expect(outcomes(second)).toEqual([
      ['2', 'created'],
      ['3', 'created'],
    ]);
    expect(second.errors).toEqual([]);
    expect(second.users.map(({ id }) => id)).toEqual(['00123', 'cut', 'good']);
  });

  it('keep their numbers and texts: the JSON array of a user feed', async () => {
    const tenant = newTenant();
    const header = ['id', 'firstName'].map((name) => ({
      column_name: name,
      data_type: 'text',
      is_nullable: 'NO',
    }));
    const importPair = async (stamp: string, data: string) => {
      const upload = { tenant, type: 'user-feed', requestId: randomUUID() };
      await putFile(test, JSON.stringify(header), { ...upload, name: `user_feed_header_${stamp}.json` });
      await putFile(test, data, { ...upload, name: `user_feed_data_${stamp}.json` });
      const sought = { tenant, requestId: upload.requestId, isPair: true, withinMs: STEP_LIMIT_MS };
      const importId = (await awaitImport(test.clients, sought)) ?? 'none';
      await followImport(test.clients, importId, () => undefined);
      return gather(test, importId);
    };
    const good = '{"id":"good","firstName":"Ann"}';
    const first = await importPair(
      '20180321110559',
      `[\n${good},\n{"id":"00123"},\n{"id":"x" "firstName":"Bo"},\n${good}\n]`,
    );
    const records = readFailedRecords(first.failedRecords);
    expect(records).toMatchObject([
      { 'rollcall:record': 2, id: '00123' },
      { 'rollcall:record': 3, 'rollcall:text': '{"id":"x" "firstName":"Bo"}' },
    ]);
    const again = await importPair('20180321110600', first.failedRecords?.toString() ?? '');
    expect(outcomes(again)).toEqual([
      ['2', 'failed'],
      ['3', 'failed'],
    ]);
    expect(numbers(readFailedRecords(again.failedRecords))).toEqual(['2', '3']);
    const second = await importPair('20180321110601', JSON.stringify([{ ...records[0], firstName: 'Cy' }]));
    expect(outcomes(second)).toEqual([['2', 'created']]);
    expect(second.errors).toEqual([]);
    expect(second.users.map(({ id, firstName }) => [id, firstName])).toEqual([
      ['00123', 'Cy'],
      ['good', 'Ann'],
    ]);
  });

  it('are imported from failed-records.csv, not from a report, which is rejected', async () => {
    const tenant = newTenant();
    const file = 'accountId,id,email\nacme,a,none\nacme,b,\n';
    const { item, results } = await importFile(test, file, { tenant });
    expect(results).toHaveLength(2);
    const reports = [
      'recordNumber;outcome;id;accountId\n1;created;a;acme\n',
      'recordNumber,message,apiErrorCode\n1,x,y\n',
    ];
    for (const report of reports) {
      const again = await importFile(test, report, { tenant, type: item.importType });
      expect(again.item).toMatchObject({ status: 'REJECTED', reason: { code: 'RESULT_FILE' } });
      expect(again.item.reason?.message).toContain('failed-records.csv');
      expect(again.users).toHaveLength(1);
    }
  });
});
