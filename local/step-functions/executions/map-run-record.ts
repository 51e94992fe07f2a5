export type MapRunStatus = 'ABORTED' | 'FAILED' | 'RUNNING' | 'SUCCEEDED';

/** Number of children (of one item each) by status. */
export interface MapRunCounts {
  total: number;
  pending: number;
  running: number;
  succeeded: number;
  failed: number;
  timedOut: number;
  aborted: number;
  resultsWritten: number;
}

/** A Map Run as it is stored on disk. Dates are epoch milliseconds. */
export interface MapRunRecord {
  readonly mapRunArn: string;
  /** The execution whose Map state started it. */
  readonly executionArn: string;
  readonly stateMachineArn: string;
  status: MapRunStatus;
  readonly startDate: number;
  stopDate?: number;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly counts: MapRunCounts;
}
