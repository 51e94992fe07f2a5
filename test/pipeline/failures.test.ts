import { join } from 'node:path';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeFaulty, type PlanFault } from '../support/faults.ts';
import { readMail } from '../support/read-mail.ts';
import { importFile, newTenant, startTestCloud, type TestCloud } from '../support/test-cloud.ts';

const HEADER = 'accountId,id,firstName';
/** Ten records: chunks of 4, 4 and 2. The sixth is bad. */
const ROWS = Array.from({ length: 10 }, (_, i) => (i === 5 ? 'acme,,No Id' : `acme,u${i},User ${i}`));
const FILE = `${HEADER}\n${ROWS.join('\n')}\n`;
const COUNTS = { records: 10, created: 9, updated: 0, unchanged: 0, failed: 1 };

describe('a failure of the system', () => {
  let test: TestCloud;
  const plan: Record<string, PlanFault> = {};
  let onState: (stateName: string) => unknown = () => undefined;

  beforeAll(async () => {
    test = await startTestCloud({
      onStateEntered: ({ stateName }) => onState(stateName),
      prepare: async (assembly, stateDir) => {
        for (const task of ['split-file', 'process-chunk', 'collect-results', 'notify-requester'])
          plan[task] = await makeFaulty(assembly, task, join(stateDir, 'faults', task));
      },
    });
  });
  afterEach(() => {
    onState = () => undefined;
  });
  afterAll(async () => test?.[Symbol.asyncDispose]());

  const executionStatus = async (importId: string) => {
    const executionArn = `${test.clients.stateMachineArn.replace(':stateMachine:', ':execution:')}:${importId}`;
    return (await test.clients.sfn.send(new DescribeExecutionCommand({ executionArn }))).status;
  };

  it.each([
    ['a chunk fails before its work', 'process-chunk', 1, 'throw-before'],
    ['a chunk fails after its work was done', 'process-chunk', 1, 'throw-after'],
    ['a worker dies after its work was done', 'process-chunk', 2, 'exit-after'],
    ['splitting fails after its work was done', 'split-file', 0, 'exit-after'],
    ['collecting fails after its work was done', 'collect-results', 0, 'throw-after'],
    ['notifying fails after the mail went out', 'notify-requester', 0, 'exit-after'],
  ] as const)('does not change the result: %s', async (_name, task, chunk, fault) => {
    await plan[task]?.(chunk, fault);
    const { item, results, users, mails, failedRecords } = await importFile(test, FILE);
    expect(item).toMatchObject({ status: 'COMPLETED_WITH_ERRORS', counts: COUNTS });
    expect(results.map(({ outcome }) => outcome)).toEqual(
      ROWS.map((_, i) => (i === 5 ? 'failed' : 'created')),
    );
    expect(users).toHaveLength(9);
    expect(failedRecords?.toString()).toBe(
      `\ufeffrollcall:record,rollcall:errors,${HEADER}\n6,This request requires a valid non-empty id,acme,,No Id\n`,
    );
    expect(mails).toHaveLength(1);
    expect(await executionStatus(item.importId)).toBe('SUCCEEDED');
  });

  it('aborts the import when a chunk fails for good, and the unprocessed records can be imported later', async () => {
    const tenant = newTenant();
    const lift = await plan['process-chunk']?.(1, 'throw-before', 'always');
    const aborted = await importFile(test, FILE, { tenant });
    await lift?.();
    expect(aborted.item.status).toBe('ABORTED');
    expect(await executionStatus(aborted.item.importId)).toBe('FAILED');
    expect(aborted.mails.map((mail) => readMail(mail).subject)).toEqual([
      'Import aborted: the file "users.csv"',
    ]);

    // The progress of the other chunks depends on timing. Each record is in one of the two files.
    const left = aborted.unprocessedRecords?.toString().trimEnd().split('\n') ?? [];
    expect(left).toEqual(expect.arrayContaining([HEADER, ...ROWS.slice(4, 8)]));
    expect(aborted.results.length + left.length - 1).toBe(ROWS.length);
    // A chunk that was interrupted may have written users without reporting them: the next import finds them unchanged.
    const created = aborted.results.filter(({ outcome }) => outcome === 'created');
    expect(aborted.users.length).toBeGreaterThanOrEqual(created.length);

    const name = 'unprocessed-records.csv';
    const rest = await importFile(test, aborted.unprocessedRecords ?? '', { tenant, name });
    expect(rest.item.counts).toMatchObject({ records: left.length - 1, failed: 1 });
    expect(rest.users.map(({ id }) => id)).toEqual(ROWS.flatMap((_, i) => (i === 5 ? [] : [`u${i}`])));
  });

  it.each([
    ['InspectFile', 'SourceChanged'],
    ['SplitFile', 'SourceChanged'],
    // The error of a map says only that too many children failed: the reason is read from the import.
    ['ProcessChunks', 'SourceChanged'],
  ])(
    'supersedes the import when its file is replaced before %s, and imports the new file separately',
    async (state, code) => {
      const tenant = newTenant();
      const name = 'replaced.csv';
      const key = `partners/${tenant}/auto/${name}`;
      let replaced = false;
      onState = async (entered) => {
        if (entered !== state || replaced) return;
        replaced = true;
        const Body = Buffer.from(`${HEADER}\nacme,new,New\n`);
        await test.clients.s3.send(
          new PutObjectCommand({ Bucket: test.clients.uploadsBucket, Key: key, Body }),
        );
      };
      const { item, mails, users } = await importFile(test, FILE, { tenant, name });
      expect(item).toMatchObject({ status: 'SUPERSEDED', reason: { code } });
      expect(await executionStatus(item.importId)).toBe('SUCCEEDED');
      expect(mails.map((mail) => readMail(mail).text)).toEqual([
        expect.stringContaining(
          'To import the earlier content as well, upload that file again under another name.',
        ),
      ]);
      // The new object is a separate import.
      expect(users.map(({ id }) => id)).toEqual(['new']);
    },
  );

  it('stops the import when its file is deleted, and asks the sender to upload it again', async () => {
    const tenant = newTenant();
    const name = 'deleted.csv';
    onState = async (entered) => {
      if (entered !== 'SplitFile') return;
      const Key = `partners/${tenant}/auto/${name}`;
      await test.clients.s3.send(new DeleteObjectCommand({ Bucket: test.clients.uploadsBucket, Key }));
    };
    const { item, mails } = await importFile(test, FILE, { tenant, name });
    expect(item).toMatchObject({ status: 'STOPPED', reason: { code: 'SourceDeleted' } });
    expect(await executionStatus(item.importId)).toBe('SUCCEEDED');
    expect(mails.map((mail) => readMail(mail).text)).toEqual([
      expect.stringContaining('Upload the file again.'),
    ]);
  });
});
