import { beforeAll, describe, expect, it } from 'vitest';
import { readMail } from '../support/read-mail.ts';
import { importFile, type JoinedCloud, joinSharedCloud } from '../support/test-cloud.ts';

const HEADER = 'accountId,id,firstName,locale';

describe('the report to the sender', () => {
  let test: JoinedCloud;
  beforeAll(async () => {
    test = await joinSharedCloud();
  });

  it('is one e-mail with a summary, counts, the first errors and both files', async () => {
    const { item, mails, results, errors } = await importFile(
      test,
      `${HEADER}\nacme,ann,Ann,en_US\nacme,bob,Bob,english\nacme,zoe,<Zoe>,\n`,
      { name: 'spring & co.csv' },
    );
    expect(mails).toHaveLength(1);
    const mail = readMail(mails[0] as Buffer);
    const sentence =
      '2 of 3 records of the file "spring & co.csv" were imported (2 created, 0 updated, 0 unchanged), 1 failed.';
    expect(mail.subject).toBe(
      'Import completed with errors: the file "spring & co.csv" (1 of 3 records failed)',
    );
    expect(mail.text.split('\n')[0]).toBe(sentence);
    expect(mail.text).toMatch(/Created\s+2\n/);
    expect(mail.text).toContain('Record 2 (line 3): locale must be');
    expect(mail.html).toContain(sentence.replace('&', '&amp;').replaceAll('"', '&quot;'));
    expect(mail.html).not.toContain('<Zoe>');
    expect([...mail.attachments.keys()].sort()).toEqual(['errors.csv', 'failed-records.csv', 'results.csv']);
    expect(mail.attachments.get('results.csv')?.length).toBe(item.files?.results?.size);
    expect(results).toHaveLength(3);
    expect(errors).toHaveLength(1);
  });

  it('counts errors and warnings by kind, of all chunks', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `acme,u${i},${i < 11 ? '' : `CODE${i}`},${i < 20 ? 'en_US' : `en-${i}`}`,
    );
    const { item, mails } = await importFile(
      test,
      `accountId,id,referredByCodes,locale\n${rows.join('\n')}\n`,
      { name: 'kinds.csv' },
    );
    expect(item.split?.chunks).toBeGreaterThan(1);
    expect(item.issues).toEqual({
      groups: [
        {
          severity: 'error',
          code: 'VALIDATION_FAILED',
          field: 'locale',
          kind: 'locale must be a locale such as en_US or en',
          count: 40,
          firstRecord: 21,
          firstLine: 22,
        },
        {
          severity: 'warning',
          code: 'NOT_FOUND',
          field: 'referredByCodes',
          kind: 'referredByCodes: no user has the code … yet',
          count: 9,
          firstRecord: 12,
          firstLine: 13,
        },
      ],
      others: { error: 0, warning: 0 },
    });
    expect(readMail(mails[0] as Buffer).text).toContain(
      'Errors by kind\n- 40 × locale must be a locale such as en_US or en, first in record 21 (line 22)\n',
    );
  });

  it('has the documented columns in their order', async () => {
    const { results, errors } = await importFile(test, `${HEADER}\nacme,,Bob,english\nacme,ann,Ann,\n`);
    expect(Object.keys(errors[0] ?? {}).slice(0, 4)).toEqual([
      'recordNumber',
      'message',
      'apiErrorCode',
      'statusCode',
    ]);
    expect(errors.map(({ recordNumber, line, field }) => [recordNumber, line, field])).toEqual([
      ['1', '2', 'id'],
      ['1', '2', 'locale'],
    ]);
    expect(Object.keys(results[0] ?? {}).slice(0, 4)).toEqual(['recordNumber', 'outcome', 'id', 'accountId']);
  });

  it('contains no cell that a spreadsheet runs as a formula', async () => {
    const attacks = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK(""http://x"")'];
    const rows = attacks.map((attack, i) => `acme,u${i},"${attack}",x${attack.replaceAll('"', '')}`);
    const { results, errors, users } = await importFile(
      test,
      `${HEADER}\n${rows.map((row) => row.replace(/,[^,]*$/, ',')).join('\n')}\n"=acme",bad,,"=cmd"\n`,
    );
    for (const cell of [...results, ...errors].flatMap((row) => Object.values(row))) {
      expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }
    expect(users.map(({ firstName }) => firstName)).toContain('=1+1');
  });

  it('names the location of files that are too large for an e-mail', async () => {
    const padding = 'x'.repeat(1000);
    const columns = Array.from({ length: 20 }, (_, i) => `customFields.c${i}`);
    const header = `accountId,id,${columns.join(',')}`;
    const rows = Array.from({ length: 400 }, (_, i) => `acme,u${i},${columns.map(() => padding).join(',')}`);
    const { item, mails } = await importFile(test, `${header}\n${rows.join('\n')}\n`);
    expect(item.status).toBe('COMPLETED');
    const { attachments, text } = readMail(mails[0] as Buffer);
    expect([...attachments.keys()]).toEqual([]);
    expect(text).toContain(`s3://${test.clients.resultsBucket}/${item.files?.results?.key}`);
  });
});
