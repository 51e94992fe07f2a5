import { setTimeout as wait } from 'node:timers/promises';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { ChunkItemSchema } from '../lambdas/contracts/chunk.ts';
import { type Import, ImportSchema } from '../lambdas/contracts/import.ts';
import { FINAL_STATUSES } from '../lambdas/contracts/import-status.ts';
import type { Clients } from './clients.ts';

/** A short import is told of at once, of a long one nobody waits for the next tenth of a second. */
const FIRST_POLL_MS = 100;
const LAST_POLL_MS = 1000;
/** The pause grows to a fiftieth of the time that has passed. */
const SHARE_OF_PAUSE = 50;
/** An import that ended without its execution gets its e-mail within seconds, or, of a busy machine, a minute. */
const MAIL_WITHIN_MS = 60_000;
/** An import whose execution is over is ended by an event at once, or by a sweep every five minutes. */
const END_WITHIN_MS = 15 * 60_000;

export type Phase =
  | 'inspecting'
  | 'splitting'
  | 'evaluating'
  | 'confirming'
  | 'waiting'
  | 'importing'
  | 'collecting'
  | 'cancelling'
  | 'notifying'
  /** It has its end and its e-mail. */
  | 'ended';

export interface Progress {
  readonly phase: Phase;
  /** Records whose chunk is done; both 0 until the file is split. */
  readonly recordsDone: number;
  readonly records: number;
}

/**
 * Watches an import until it has its end and its e-mail, telling of each change. Its execution may end before: then the
 * recovery gives it both. With `untilQuestion` also until it asks its sender for a confirmation.
 * @throws when nothing ends it
 */
export async function followImport(
  clients: Clients,
  importId: string,
  onProgress: (progress: Progress) => void,
  untilQuestion = false,
): Promise<Import> {
  const startedAt = Date.now();
  let overSince: number | undefined;
  for (;;) {
    const item = await readImport(clients, importId);
    const running = (await executionStatus(clients, item)) === 'RUNNING';
    onProgress(await progressOf(clients, item));
    if (running) overSince = undefined;
    else overSince ??= Date.now();
    const overFor = overSince === undefined ? 0 : Date.now() - overSince;
    // One whose execution was ended waits for nobody: it is about to be ended itself.
    const asks = running && item.status === 'AWAITING_CONFIRMATION' && item.question?.status === 'SENT';
    if (asks && untilQuestion) return item;
    const isFinal = FINAL_STATUSES.has(item.status);
    if (isFinal && !running && (item.notification?.status === 'SENT' || overFor > MAIL_WITHIN_MS))
      return readImport(clients, importId);
    if (overFor > END_WITHIN_MS)
      throw new Error(`the execution of ${importId} ended, but the import is ${item.status}`);
    const pollMs = (Date.now() - startedAt) / SHARE_OF_PAUSE;
    await wait(Math.min(LAST_POLL_MS, Math.max(FIRST_POLL_MS, pollMs)));
  }
}

/** @throws when there is no such import */
export async function readImport(clients: Clients, importId: string): Promise<Import> {
  const item = await itemOf(clients, importId, 'import');
  if (item === undefined) throw new Error(`there is no import ${importId}`);
  return ImportSchema.parse(item);
}

async function itemOf(clients: Clients, importId: string, item: string) {
  const answer = await clients.dynamo.send(
    new GetCommand({ TableName: clients.importsTable, Key: { importId, item }, ConsistentRead: true }),
  );
  return answer.Item;
}

async function executionStatus(clients: Clients, { executionArn }: Import): Promise<string> {
  try {
    const answer = await clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
    return answer.status ?? 'RUNNING';
  } catch (error) {
    // The import is written a moment before its execution is started.
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return 'MISSING';
    throw error;
  }
}

async function progressOf(clients: Clients, item: Import): Promise<Progress> {
  const records = item.split?.records ?? 0;
  if (FINAL_STATUSES.has(item.status))
    return {
      phase: item.notification?.status === 'SENT' ? 'ended' : 'notifying',
      records,
      recordsDone: item.counts?.records ?? 0,
    };
  if (item.cancelRequestedAt !== undefined) return { phase: 'cancelling', records, recordsDone: 0 };
  if (item.layout === undefined) return { phase: 'inspecting', records, recordsDone: 0 };
  if (item.split === undefined) return { phase: 'splitting', records, recordsDone: 0 };
  if (item.status === 'AWAITING_CONFIRMATION') return { phase: 'confirming', records, recordsDone: records };
  if (item.evaluation === 'PENDING') {
    const recordsDone = await recordsProcessed(clients, item.importId, 'preview#');
    return { phase: 'evaluating', records, recordsDone };
  }
  const recordsDone = await recordsProcessed(clients, item.importId, 'chunk#');
  if (recordsDone === records) return { phase: 'collecting', records, recordsDone };
  return { phase: (await hasTurn(clients, item)) ? 'importing' : 'waiting', records, recordsDone };
}

/** Imports of one tenant write one after another. */
async function hasTurn(clients: Clients, { tenant, importId }: Import): Promise<boolean> {
  const turn = await itemOf(clients, `turn#${tenant}`, 'turn');
  return String(turn?.ticket).endsWith(`#${importId}`);
}

async function recordsProcessed(
  clients: Clients,
  importId: string,
  items: 'chunk#' | 'preview#',
): Promise<number> {
  const pages = paginateQuery(
    { client: clients.dynamo },
    {
      TableName: clients.importsTable,
      KeyConditionExpression: 'importId = :id AND begins_with(#item, :chunk)',
      ExpressionAttributeNames: { '#item': 'item' },
      ExpressionAttributeValues: { ':id': importId, ':chunk': items },
    },
  );
  let records = 0;
  for await (const page of pages) {
    for (const item of page.Items ?? []) records += ChunkItemSchema.parse(item).counts?.records ?? 0;
  }
  return records;
}
