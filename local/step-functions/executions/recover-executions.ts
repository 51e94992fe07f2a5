import type { ResumedTask } from '../interpreter/resumed-task.ts';
import { parseArn } from './arn.ts';
import { type ExecutionRecord, type ExecutionStatusChange, statusChange } from './execution-record.ts';
import type { ExecutionStore } from './execution-store.ts';
import { appendEvent, closingEvent } from './history.ts';
import { waitingTask } from './waiting-task.ts';

const cause = 'The process that ran this execution ended before the execution did.';

export interface WaitingExecution {
  readonly record: ExecutionRecord;
  readonly resumed: ResumedTask;
}

export interface RecoveredExecutions {
  /** Names of the executions that were aborted, without children. */
  readonly ended: readonly string[];
  /** To be continued once their state machines exist. */
  readonly waiting: readonly WaitingExecution[];
}

/**
 * Ends the executions that were running when the previous process ended: executions, Map Runs and their children become
 * ABORTED, and status changes that were not announced yet are announced. It reads only what is marked as open.
 * Executions that only waited for an answer to a token stay as they are.
 */
export async function recoverExecutions(
  store: ExecutionStore,
  now: () => Date,
  onStatusChange: (change: ExecutionStatusChange) => unknown,
): Promise<RecoveredExecutions> {
  const ended: string[] = [];
  const waiting: WaitingExecution[] = [];
  for (const arn of await store.openArns()) {
    const record = parseArn(arn)?.kind === 'mapRun' ? undefined : await store.findExecution(arn);
    const resumed = record && waitingTask(record);
    if (record !== undefined && resumed !== undefined) {
      waiting.push({ record, resumed });
      continue;
    }
    if (record?.status === 'RUNNING') ended.push(record.name);
    if (record !== undefined) await conclude(record, store, now, onStatusChange);
    else await abortMapRun(arn, store, now);
    await store.markClosed(arn);
  }
  return { ended, waiting };
}

async function conclude(
  record: ExecutionRecord,
  store: ExecutionStore,
  now: () => Date,
  onStatusChange: (change: ExecutionStatusChange) => unknown,
): Promise<void> {
  await abort(record, store, now);
  if (record.announced === record.status) return;
  await onStatusChange(statusChange(record));
  record.announced = record.status;
  await store.saveExecution(record);
}

async function abort(record: ExecutionRecord, store: ExecutionStore, now: () => Date): Promise<void> {
  if (record.status !== 'RUNNING') return;
  const ending = { status: 'ABORTED', cause } as const;
  const stopDate = now().getTime();
  const { type, details } = closingEvent(ending);
  appendEvent(record.events, { lastEventId: record.events.length }, stopDate, type, details);
  Object.assign(record, ending, { stopDate });
  await store.saveExecution(record);
}

/** Aborts a Map Run, unless the ARN is another one or it was not saved before its process ended. */
async function abortMapRun(arn: string, store: ExecutionStore, now: () => Date): Promise<void> {
  const run = parseArn(arn)?.kind === 'mapRun' ? await store.findMapRun(arn) : undefined;
  if (run === undefined) return;
  for (const child of await store.childrenOf(run.mapRunArn)) await abort(child, store, now);
  if (run.status !== 'RUNNING') return;
  const { counts } = run;
  const aborted = counts.aborted + counts.running + counts.pending;
  Object.assign(counts, { running: 0, pending: 0, aborted });
  Object.assign(run, { status: 'ABORTED', stopDate: now().getTime() });
  await store.saveMapRun(run);
}
