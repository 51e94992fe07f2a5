import type { MapRunRecord } from '../distributed-map/map-run-record.ts';
import { parseArn } from './arn.ts';
import { type ExecutionRecord, type ExecutionStatusChange, statusChange } from './execution-record.ts';
import type { ExecutionStore } from './execution-store.ts';
import { appendEvent, closingEvent } from './history.ts';

const cause = 'The process that ran this execution ended before the execution did.';

/**
 * Ends the executions that were running when the previous process ended: executions, Map Runs and their children become
 * ABORTED, and status changes that were not announced yet are announced. It reads only what is marked as open.
 * @returns the names of the aborted executions, without children
 */
export async function recoverExecutions(
  store: ExecutionStore,
  now: () => Date,
  onStatusChange: (change: ExecutionStatusChange) => unknown,
): Promise<readonly string[]> {
  const ended: string[] = [];
  for (const arn of await store.openArns()) {
    if (parseArn(arn)?.kind === 'mapRun') {
      const run = await store.findMapRun(arn);
      if (run !== undefined) await abortMapRun(run, store, now);
    } else {
      const record = await store.findExecution(arn);
      if (record?.status === 'RUNNING') ended.push(record.name);
      if (record !== undefined) await conclude(record, store, now, onStatusChange);
    }
    await store.markClosed(arn);
  }
  return ended;
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

async function abortMapRun(run: MapRunRecord, store: ExecutionStore, now: () => Date): Promise<void> {
  for (const child of await store.childrenOf(run.mapRunArn)) await abort(child, store, now);
  if (run.status !== 'RUNNING') return;
  const { counts } = run;
  const aborted = counts.aborted + counts.running + counts.pending;
  Object.assign(counts, { running: 0, pending: 0, aborted });
  Object.assign(run, { status: 'ABORTED', stopDate: now().getTime() });
  await store.saveMapRun(run);
}
