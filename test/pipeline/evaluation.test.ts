import { DescribeExecutionCommand, SendTaskFailureCommand } from '@aws-sdk/client-sfn';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { followImport } from '../../cli/imports/follow-import.ts';
import type { Import } from '../../lambdas/contracts/import.ts';
import { cancelImport, confirmImport } from '../support/commands.ts';
import { readCsv } from '../support/read-csv.ts';
import { readMail } from '../support/read-mail.ts';
import {
  awaitImportId,
  gather,
  importFile,
  type JoinedCloud,
  joinSharedCloud,
  newTenant,
  putFile,
  readFileOf,
} from '../support/test-cloud.ts';
import { STEP_LIMIT_MS } from '../support/time-limits.ts';

const HEADER = 'accountId,id,firstName,email';
const FIRST = `${HEADER}\nacme,ann,Ann,ann@example.com\nacme,bob,Bob,bob@example.com\n`;
/** Two chunks of four, with users of the first in the second, and every outcome. */
const SECOND = [
  HEADER,
  'acme,ann,Anna,',
  'acme,bob,Bob,bob@example.com',
  'acme,cy,Cy,no address',
  'acme,dee,Dee,',
  'acme,dee,Dee,dee@example.com',
  'acme,ann,Anna,',
  '',
].join('\n');

describe('an evaluation', () => {
  let test: JoinedCloud;
  beforeAll(async () => {
    test = await joinSharedCloud();
  });

  const previewOf = async ({ files }: Import) => readCsv(await readFileOf(test, files?.preview));
  const ask = async (tenant: string, content = SECOND, metadata = {}) => {
    const requestId = await putFile(test, content, {
      tenant,
      metadata: { purpose: 'confirm', ...metadata },
    });
    const importId = await awaitImportId(test, tenant, requestId);
    return followImport(test.clients, importId, () => undefined, true);
  };
  /** The tenant’s part of the users table, every attribute of every item. */
  const tableOf = async (tenant: string) => {
    const items: unknown[] = [];
    const TableName = test.cloud.outputs.UsersTableName;
    for await (const page of paginateScan({ client: test.clients.dynamo }, { TableName }))
      items.push(...(page.Items ?? []).filter(({ userKey }) => String(userKey).startsWith(`${tenant}/`)));
    return items;
  };

  it('predicts the outcome of each record, and writes no user', async () => {
    const tenant = newTenant();
    await importFile(test, FIRST, { tenant });
    const before = await tableOf(tenant);
    const evaluated = await importFile(test, SECOND, { tenant, metadata: { mode: 'evaluate' } });
    expect(await tableOf(tenant)).toEqual(before);
    const preview = await previewOf(evaluated.item);
    expect(preview.map((row) => Object.values(row))).toEqual([
      ['1', 'updated', 'acme', 'ann', 'firstName: "Ann" → "Anna"', ''],
      ['5', 'updated', 'acme', 'dee', 'email: (none) → "dee@example.com"', ''],
      ['3', 'failed', 'acme', 'cy', '', 'email must be an e-mail address, found "no address"'],
      ['4', 'created', 'acme', 'dee', 'accountId: "acme"; firstName: "Dee"; id: "dee"', ''],
    ]);
    expect(evaluated.item.status).toBe('EVALUATED');
    expect(evaluated.errors).toMatchObject([{ recordNumber: '3' }]);
    expect(evaluated.item.files).not.toHaveProperty('results');
    const [mail] = evaluated.mails;
    const { subject, text, attachments } = await readMail(mail as Buffer);
    expect(subject).toBe('Import evaluated: the file "users.csv" (6 records)');
    expect(text).toContain(
      'Nothing was changed. The import of the file "users.csv" (6 records) would update 2 users, create 1 and leave 2 unchanged; 1 record would fail.',
    );
    expect([...attachments.keys()]).toEqual(['errors.csv', 'failed-records.csv', 'preview.csv']);

    const imported = await importFile(test, SECOND, { tenant });
    const outcomes = (rows: readonly Record<string, string>[]) =>
      rows.map(({ recordNumber, outcome }) => [recordNumber, outcome]);
    const changing = imported.results.filter(({ outcome }) => outcome !== 'unchanged');
    expect(outcomes(changing)).toEqual(outcomes(preview).sort());
    expect(imported.item.counts).toEqual(evaluated.item.counts);
    expect(imported.errors).toEqual(evaluated.errors);
  });

  it('shows unchanged records last when it is asked for all', async () => {
    const tenant = newTenant();
    await importFile(test, FIRST, { tenant });
    const metadata = { purpose: 'evaluate', preview: 'all' };
    const { item } = await importFile(test, `${FIRST}acme,cy,Cy,\n`, { tenant, metadata });
    const rows = (await previewOf(item)).map(({ recordNumber, outcome }) => [recordNumber, outcome]);
    expect(rows).toEqual([
      ['3', 'created'],
      ['1', 'unchanged'],
      ['2', 'unchanged'],
    ]);
  });

  it('accepts references to codes that the same file creates', async () => {
    const rows = ['acme,ann,,CODE-1', 'acme,bob,,CODE-2', 'acme,cy,,', 'acme,dee,,', 'acme,eve,CODE-1,'];
    const content = `accountId,id,referralCodes.p,referredBy.code\n${rows.join('\n')}\n`;
    const { item, errors } = await importFile(test, content, { metadata: { purpose: 'evaluate' } });
    expect(item.counts).toMatchObject({ created: 5, warnings: 1 });
    expect(errors).toMatchObject([{ recordNumber: '2', severity: 'warning', field: 'referredBy.code' }]);
  });

  it('waits for a confirmation, lets other imports pass, and is imported when it is confirmed', async () => {
    const tenant = newTenant();
    const asked = await ask(tenant);
    expect(asked).toMatchObject({ status: 'AWAITING_CONFIRMATION', counts: { created: 3, failed: 1 } });
    const other = await awaitImportId(
      test,
      tenant,
      await putFile(test, FIRST, { tenant, name: 'other.csv' }),
    );
    const passed = await followImport(test.clients, other, () => undefined);
    expect(passed.counts).toMatchObject({ created: 2 });
    const { importId } = asked;
    expect(await confirmImport(test, importId)).toEqual({ confirmed: true });
    await followImport(test.clients, importId, () => undefined);
    const { item, results, mails } = await gather(test, importId);
    // The other import has created two of its users meanwhile.
    expect(item.counts).toMatchObject({ records: 6, created: 1, updated: 2, unchanged: 2, failed: 1 });
    expect(results).toHaveLength(6);
    expect(item.files).toHaveProperty('preview');
    const question = readMail(mails[0] as Buffer).text;
    expect(question).toContain(
      `To confirm or cancel the import, open ${test.cloud.outputs.PageUrl}#/imports/${importId}\n`,
    );
    expect(question).not.toContain('npx');
    const subjects = await Promise.all(mails.map(async (mail) => (await readMail(mail)).subject));
    expect(subjects).toEqual([
      'Import waiting for confirmation: the file "users.csv" (6 records)',
      'Import completed with errors: the file "users.csv" (1 of 6 records failed)',
    ]);
    expect(await confirmImport(test, importId)).toMatchObject({ confirmed: true });
    await followImport(test.clients, importId, () => undefined);
    expect((await gather(test, importId)).mails).toHaveLength(2);
  });

  it('can be cancelled instead of confirmed, with nothing written', async () => {
    const tenant = newTenant();
    const { importId } = await ask(tenant);
    await cancelImport(test, importId);
    await followImport(test.clients, importId, () => undefined);
    const { item, users, unprocessedRecords } = await gather(test, importId);
    expect(item).toMatchObject({ status: 'CANCELLED', counts: { created: 0 } });
    const { executionArn } = item;
    await vi.waitFor(async () => {
      // Not stopped, which would raise an alarm.
      const { status } = await test.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
      expect(status).toBe('SUCCEEDED');
    }, STEP_LIMIT_MS);
    expect(users).toEqual([]);
    expect(unprocessedRecords?.toString()).toBe(SECOND);
    expect(await confirmImport(test, importId)).toMatchObject({ code: 'NotWaiting' });
  });

  it('expires without a confirmation, with nothing written and an e-mail', async () => {
    const tenant = newTenant();
    const { importId, confirmation } = await ask(tenant);
    const { token: taskToken } = confirmation ?? {};
    // As Step Functions does when the state times out.
    await test.clients.sfn.send(new SendTaskFailureCommand({ taskToken, error: 'States.Timeout' }));
    await followImport(test.clients, importId, () => undefined);
    const { item, users, mails } = await gather(test, importId);
    expect(item).toMatchObject({ status: 'EXPIRED', reason: { code: 'NOT_CONFIRMED' } });
    expect(users).toEqual([]);
    const { subject } = await readMail(mails.at(-1) as Buffer);
    expect(subject).toBe('Import expired: the file "users.csv"');
    expect(await confirmImport(test, importId)).toMatchObject({
      confirmed: false,
      message: 'The import is not waiting for a confirmation: it is EXPIRED.',
    });
  });
});
