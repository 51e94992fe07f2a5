import { join } from 'node:path';
import { DescribeExecutionCommand, SendTaskFailureCommand } from '@aws-sdk/client-sfn';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readImport } from '../../cli/imports/import-progress.ts';
import { FINAL_STATUSES } from '../../lambdas/contracts/import-status.ts';
import { itemKeys } from '../../lambdas/core/naming/item-keys.ts';
import { uploadedImport } from '../../lambdas/processing/import-stage.ts';
import { TASKS, TASKS_WITHOUT_STATE, type TaskId } from '../../lib/tasks.ts';
import { readMail } from '../support/read-mail.ts';
import { StateWatch } from '../support/state-watch.ts';
import {
  awaitImportId,
  gather,
  newTenant,
  putFile,
  startTestCloud,
  type TestCloud,
} from '../support/test-cloud.ts';
import { makeThrowing, type ThrowingTask } from '../support/throwing-tasks.ts';

/** Three chunks, with a bad record and one user in two chunks. */
const ROWS = Array.from({ length: 10 }, (_, i) => (i === 5 ? 'acme,,No Id' : `acme,u${i},User ${i}`));
const FILE = `accountId,id,firstName\n${[...ROWS, 'acme,u1,Again'].join('\n')}\n`;

const WITHOUT_STATE: readonly string[] = TASKS_WITHOUT_STATE;
const STATES = (Object.keys(TASKS) as TaskId[]).filter((id) => !WITHOUT_STATE.includes(id));

/** The uploads that come through the states that an ordinary import does not enter. */
const EVALUATED = { mode: 'evaluate' };
const CONFIRMED = { purpose: 'confirm' };
const METADATA: Readonly<Partial<Record<TaskId, Record<string, string>>>> = {
  EvaluateChunk: EVALUATED,
  EvaluateDeferred: EVALUATED,
  CollectPreview: EVALUATED,
  YieldTurn: CONFIRMED,
  AwaitConfirmation: CONFIRMED,
  ExpireImport: CONFIRMED,
  RejectImport: { mode: 'no such mode' },
};
/** The states that an import enters after the failure of another. */
const AFTER: Readonly<Partial<Record<TaskId, TaskId>>> = {
  AbortImport: 'CollectResults',
  WriteAbortedFiles: 'CollectResults',
};
/** One sweep ends an import that failed, or starts the next one. */
const MOST_SWEEPS = 5;

describe('an import one of whose tasks throws', () => {
  let test: TestCloud;
  const watch = new StateWatch();
  const tasks = {} as Record<TaskId, ThrowingTask>;

  beforeAll(async () => {
    test = await startTestCloud({
      onStateEntered: watch.onStateEntered,
      prepare: async (assembly, stateDir) => {
        for (const id of STATES)
          tasks[id] = await makeThrowing(assembly, TASKS[id].folder, join(stateDir, 'throws'));
      },
    });
  });
  afterAll(async () => test?.[Symbol.asyncDispose]());

  /** Imports two files of one tenant; every call of the tasks throws for the first one. */
  async function importTwo(thrower: TaskId, errorName: string) {
    const tenant = newTenant();
    const struck = [thrower, AFTER[thrower] ?? thrower];
    const first = watch.once('InspectFile', async (importId) => {
      for (const id of struck) await tasks[id].throwFor(importId, errorName);
    });
    await putFile(test, FILE, { tenant, metadata: METADATA[thrower] ?? {} });
    const firstId = await first;
    const nextId = await awaitImportId(test, tenant, await putFile(test, FILE, { tenant, name: 'next.csv' }));
    await test.cloud.idle();
    if (thrower === 'ExpireImport') await timeOut(firstId);
    const { status } = await executionOf(await readImport(test.clients, firstId));
    expect(status).not.toBe('RUNNING');
    return { firstId, nextId };
  }

  /** As Step Functions does when the sender has not answered in time. */
  async function timeOut(importId: string): Promise<void> {
    const { confirmation } = uploadedImport(await readImport(test.clients, importId));
    const failure = { taskToken: confirmation?.token, error: 'States.Timeout' };
    await test.clients.sfn.send(new SendTaskFailureCommand(failure));
    await test.cloud.idle();
  }

  /** The sweep runs every five minutes; here it runs until the import has ended. */
  async function sweepUntilEnded(importId: string): Promise<void> {
    for (let sweeps = 0; sweeps < MOST_SWEEPS; sweeps++) {
      test.cloud.fireSchedule('Sweep');
      await test.cloud.idle();
      if (FINAL_STATUSES.has((await readImport(test.clients, importId)).status)) return;
    }
    throw new Error(`${importId} has not ended after ${MOST_SWEEPS} sweeps`);
  }
  const executionOf = ({ executionArn }: { readonly executionArn: string }) =>
    test.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));

  it.each(STATES.map((id, index) => [id, index % 2 === 0 ? 'SourceChanged' : 'RangeError'] as const))(
    'ends, and the next import of its tenant completes: %s throws %s',
    async (id, errorName) => {
      const { firstId, nextId } = await importTwo(id, errorName);
      // Nothing can end an import while AbortImport throws: the sweep tries until the cause is fixed.
      if (id === 'AbortImport') await tasks.AbortImport.lift();
      await sweepUntilEnded(nextId);
      await test.cloud.idle();
      const [first, next] = [await gather(test, firstId), await gather(test, nextId)];
      expect(FINAL_STATUSES).toContain(first.item.status);
      expect(next.item.status).toBe('COMPLETED_WITH_ERRORS');
      if (id !== 'NotifyRequester') expect(first.mails).not.toHaveLength(0);
    },
  );

  it('ends although attributes of its item do not match their schema', async () => {
    const tenant = newTenant();
    const damaged = watch.once('ProcessChunks', (importId) =>
      test.clients.dynamo.send(
        new UpdateCommand({
          TableName: test.clients.importsTable,
          Key: itemKeys.import(importId),
          UpdateExpression: 'SET layout = :no, options = :no, #source = :no, settings = :no',
          ExpressionAttributeNames: { '#source': 'source' },
          ExpressionAttributeValues: { ':no': 'no layout' },
        }),
      ),
    );
    await putFile(test, FILE, { tenant });
    const firstId = await damaged;
    const nextId = await awaitImportId(test, tenant, await putFile(test, FILE, { tenant, name: 'next.csv' }));
    await sweepUntilEnded(nextId);
    await test.cloud.idle();
    const Key = itemKeys.import(firstId);
    const { Item } = await test.clients.dynamo.send(
      new GetCommand({ TableName: test.clients.importsTable, Key }),
    );
    expect(Item).toMatchObject({ status: 'ABORTED', notification: { status: 'SENT' } });
    expect(Item?.unfinished).toBeUndefined();
    expect((await gather(test, nextId)).item.status).toBe('COMPLETED_WITH_ERRORS');
  });

  it('says which files are missing when WriteAbortedFiles throws', async () => {
    const { firstId } = await importTwo('WriteAbortedFiles', 'RangeError');
    await test.cloud.idle();
    const { item, mails } = await gather(test, firstId);
    expect(item).toMatchObject({
      status: 'ABORTED',
      counts: { records: 11, failed: 1 },
      missingFiles: ['results', 'unprocessedRecords'],
    });
    expect(readMail(mails[0] as Buffer).text).toContain(
      'The results of the processed records could not be written to a file. The unprocessed records could not be written to a file.',
    );
  });

  it('shows the error and cause of the failed chunk in its execution', async () => {
    const tenant = newTenant();
    const first = watch.once('ProcessChunks', (importId) =>
      test.clients.dynamo.send(
        new UpdateCommand({
          TableName: test.clients.importsTable,
          Key: itemKeys.import(importId),
          UpdateExpression: 'SET importType = :unknown',
          ExpressionAttributeValues: { ':unknown': 'gone' },
        }),
      ),
    );
    await putFile(test, FILE, { tenant });
    const importId = await first;
    await test.cloud.idle();
    const { item } = await gather(test, importId);
    const { error, cause } = await executionOf(item);
    expect({ error, cause }).toEqual({
      error: 'ContractViolation',
      cause: expect.stringMatching(/^chunk \d of the import: there is no import type gone/),
    });
  });
});
