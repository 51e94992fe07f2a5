import { setTimeout as wait } from 'node:timers/promises';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { ChunkItemSchema } from '../lambdas/contracts/chunk.ts';
import { FINAL_STATUSES, type Import, ImportSchema } from '../lambdas/contracts/import.ts';
import type { Clients } from './clients.ts';

const POLL_MS = 200;

export type Phase = 'inspecting' | 'splitting' | 'importing' | 'collecting' | 'notifying';

export interface Progress {
  readonly phase: Phase;
  /** Records whose chunk is done; both 0 until the file is split. */
  readonly recordsDone: number;
  readonly records: number;
}

/**
 * Watches an import until its execution has ended, telling of each change.
 * @throws when the execution ended and left the import in no final status
 */
export async function followImport(
  clients: Clients,
  importId: string,
  onProgress: (progress: Progress) => void,
): Promise<Import> {
  for (;;) {
    const running = (await executionStatus(clients, importId)) === 'RUNNING';
    const item = await readImport(clients, importId);
    onProgress(await progressOf(clients, item));
    if (!running) {
      if (FINAL_STATUSES.has(item.status)) return item;
      throw new Error(`the execution of ${importId} ended, but the import is ${item.status}`);
    }
    await wait(POLL_MS);
  }
}

export async function readImport(clients: Clients, importId: string): Promise<Import> {
  const Key = { importId, item: 'import' };
  const answer = await clients.dynamo.send(
    new GetCommand({ TableName: clients.importsTable, Key, ConsistentRead: true }),
  );
  return ImportSchema.parse(answer.Item);
}

async function executionStatus(clients: Clients, importId: string): Promise<string> {
  const executionArn = `${clients.stateMachineArn.replace(':stateMachine:', ':execution:')}:${importId}`;
  try {
    const answer = await clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
    return answer.status ?? 'RUNNING';
  } catch (error) {
    // The import is written a moment before its execution is started.
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return 'RUNNING';
    throw error;
  }
}

async function progressOf(clients: Clients, item: Import): Promise<Progress> {
  const records = item.split?.records ?? 0;
  if (FINAL_STATUSES.has(item.status)) return { phase: 'notifying', records, recordsDone: records };
  if (item.layout === undefined) return { phase: 'inspecting', records, recordsDone: 0 };
  if (item.split === undefined) return { phase: 'splitting', records, recordsDone: 0 };
  const recordsDone = await recordsProcessed(clients, item.importId);
  return { phase: recordsDone === records ? 'collecting' : 'importing', records, recordsDone };
}

async function recordsProcessed(clients: Clients, importId: string): Promise<number> {
  const pages = paginateQuery(
    { client: clients.dynamo },
    {
      TableName: clients.importsTable,
      KeyConditionExpression: 'importId = :id AND begins_with(#item, :chunk)',
      ExpressionAttributeNames: { '#item': 'item' },
      ExpressionAttributeValues: { ':id': importId, ':chunk': 'chunk#' },
    },
  );
  let records = 0;
  for await (const page of pages) {
    for (const item of page.Items ?? []) records += ChunkItemSchema.parse(item).counts?.records ?? 0;
  }
  return records;
}
