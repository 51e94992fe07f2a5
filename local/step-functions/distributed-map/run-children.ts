import type { ExecutionRecord } from '../executions/execution-record.ts';
import type { MapRunCounts } from '../executions/map-run-record.ts';
import { runtimeError, StatesError } from '../language/states-error.ts';
import { exceedsTolerance, type Tolerance } from './tolerance.ts';

export interface ChildrenOptions {
  readonly maxConcurrency: number;
  readonly tolerance: Tolerance;
  readonly counts: MapRunCounts;
  /** Aborts the run: no further child starts. */
  readonly signal: AbortSignal;
  /** Runs the child of an item to its end. `signal` aborts it together with its siblings. */
  readonly runChild: (index: number, signal: AbortSignal) => Promise<ExecutionRecord>;
}

/**
 * Runs one child for each item, at most `maxConcurrency` at a time. Children start in the order of the items.
 * @returns the records of the children in the order of the items
 * @throws StatesError States.ExceedToleratedFailureThreshold. As soon as the threshold is exceeded, no further child is
 * started and the running children are aborted and awaited.
 */
export async function runChildren(total: number, options: ChildrenOptions): Promise<ExecutionRecord[]> {
  const { maxConcurrency, tolerance, counts, signal, runChild } = options;
  const siblings = new AbortController();
  const either = AbortSignal.any([signal, siblings.signal]);
  const records: ExecutionRecord[] = new Array(total);
  Object.assign(counts, { total, pending: total });
  let next = 0;
  let failure: Error | undefined;
  const give = (error: Error) => {
    failure ??= error;
    siblings.abort();
  };
  const worker = async () => {
    while (next < total && !either.aborted) {
      const index = next;
      next += 1;
      counts.pending -= 1;
      counts.running += 1;
      try {
        const record = await runChild(index, either);
        records[index] = record;
        countEnd(counts, record);
      } catch (error) {
        counts.running -= 1;
        counts.failed += 1;
        give(error instanceof StatesError ? error : runtimeError(String(error)));
      }
      // A child that was stopped by hand has not processed its item either.
      const undone = counts.failed + counts.timedOut + counts.aborted;
      if (!either.aborted && exceedsTolerance(undone, total, tolerance)) give(thresholdExceeded());
    }
  };
  await Promise.all(Array.from({ length: Math.min(total, maxConcurrency) }, worker));
  // Items whose child was never started count as aborted, as in DescribeMapRun on AWS.
  counts.aborted += counts.pending;
  counts.pending = 0;
  if (failure !== undefined) throw failure;
  return records;
}

function thresholdExceeded(): StatesError {
  return new StatesError(
    'States.ExceedToleratedFailureThreshold',
    'The specified tolerated failure threshold was exceeded',
  );
}

const countOf = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timedOut',
  ABORTED: 'aborted',
} as const;

function countEnd(counts: MapRunCounts, { status }: ExecutionRecord): void {
  counts.running -= 1;
  if (status !== 'RUNNING') counts[countOf[status]] += 1;
}
