import type { ExecutionStore } from '../executions/execution-store.ts';
import type { MapRunRecord, MapRunStatus } from '../executions/map-run-record.ts';
import type { DistributedMapJob } from '../interpreter/distributed-map-job.ts';
import type { Flow } from '../interpreter/flow.ts';

/** A running Map Run. The counts of its record are changed in place. */
export interface OpenMapRun {
  readonly record: MapRunRecord;
  /** Ends it, unless it has ended, and records that in the history of its execution. */
  end(status: Exclude<MapRunStatus, 'RUNNING'>, error?: Error): void;
  /** Saves its final counts. Called when none of its children runs any more. */
  close(): Promise<void>;
}

/** The Map Runs of this process and those on disk. */
export interface MapRuns {
  open(mapRunArn: string, stateMachineArn: string, job: DistributedMapJob, flow: Flow): Promise<OpenMapRun>;
  find(mapRunArn: string): Promise<MapRunRecord | undefined>;
  /** The Map Runs of one execution, newest first. */
  of(stateMachine: string, executionArn: string): Promise<MapRunRecord[]>;
}

export function createMapRuns(store: ExecutionStore): MapRuns {
  const running = new Map<string, MapRunRecord>();
  return {
    open: async (mapRunArn, stateMachineArn, job, flow) => {
      const record = newRecord(mapRunArn, stateMachineArn, job, flow);
      running.set(mapRunArn, record);
      flow.execution.record(flow.position, 'MapRunStarted', { mapRunArn });
      const end: OpenMapRun['end'] = (status, error) => {
        if (record.status !== 'RUNNING') return;
        flow.signal.removeEventListener('abort', abort);
        record.status = status;
        record.stopDate = flow.services.now().getTime();
        recordEnd(flow, status, error);
      };
      const abort = () => end('ABORTED');
      const close = async () => {
        await store.saveMapRun(record);
        await store.markClosed(mapRunArn);
        running.delete(mapRunArn);
      };
      await store.markOpen(mapRunArn);
      await store.saveMapRun(record);
      if (flow.signal.aborted) abort();
      else flow.signal.addEventListener('abort', abort, { once: true });
      return { record, end, close };
    },
    find: async (arn) => running.get(arn) ?? (await store.findMapRun(arn)),
    of: async (stateMachine, executionArn) =>
      (await store.mapRunsOf(stateMachine))
        .map((stored) => running.get(stored.mapRunArn) ?? stored)
        .filter((run) => run.executionArn === executionArn)
        .sort((a, b) => b.startDate - a.startDate),
  };
}

function newRecord(
  mapRunArn: string,
  stateMachineArn: string,
  job: DistributedMapJob,
  { execution, services }: Flow,
): MapRunRecord {
  return {
    mapRunArn,
    executionArn: execution.arn,
    stateMachineArn,
    status: 'RUNNING',
    startDate: services.now().getTime(),
    maxConcurrency: job.maxConcurrency,
    toleratedFailureCount: job.toleratedFailureCount ?? 0,
    toleratedFailurePercentage: job.toleratedFailurePercentage ?? 0,
    counts: {
      total: 0,
      pending: 0,
      running: 0,
      succeeded: 0,
      failed: 0,
      timedOut: 0,
      aborted: 0,
      resultsWritten: 0,
    },
  };
}

function recordEnd(
  { execution, position }: Flow,
  status: Exclude<MapRunStatus, 'RUNNING'>,
  error?: Error,
): void {
  if (status === 'SUCCEEDED') execution.record(position, 'MapRunSucceeded');
  else if (status === 'ABORTED') execution.record(position, 'MapRunAborted');
  else execution.record(position, 'MapRunFailed', { error: error?.name ?? '', cause: error?.message ?? '' });
}
