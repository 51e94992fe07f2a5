import type { JsonObject } from '../language/json.ts';

export type ExecutionStatus = 'ABORTED' | 'FAILED' | 'RUNNING' | 'SUCCEEDED' | 'TIMED_OUT';

/** An event of an execution's history. `timestamp` is epoch milliseconds. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  readonly details?: JsonObject;
}

/** An execution as it is stored on disk. Dates are epoch milliseconds. */
export interface ExecutionRecord {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  /** The Map Run that started a child execution. */
  readonly mapRunArn?: string;
  /** JSON text. */
  readonly input: string;
  readonly startDate: number;
  status: ExecutionStatus;
  stopDate?: number;
  /** JSON text. */
  output?: string;
  error?: string;
  cause?: string;
  /** The last status that was passed to `onStatusChange`. After a restart, later ones are passed on. */
  announced?: ExecutionStatus;
  /** The token that the execution waits for, while it does nothing else. Such an execution continues after a restart. */
  waiting?: WaitingRecord;
  readonly events: HistoryEvent[];
}

interface WaitingRecord {
  readonly token: string;
  /** The last heartbeat, or the start of the attempt, epoch milliseconds. */
  readonly heartbeatAt: number;
}

/** How an execution ended. */
export interface Ending {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** `detail` of the EventBridge event 'Step Functions Execution Status Change'. */
export interface ExecutionStatusChange {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startDate: number;
  readonly stopDate: number | null;
  readonly input: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
}

/** The status change event of the current status. */
export function statusChange(record: ExecutionRecord): ExecutionStatusChange {
  const { executionArn, stateMachineArn, name, status, startDate, input } = record;
  const { stopDate = null, output = null, error = null, cause = null } = record;
  return { executionArn, stateMachineArn, name, status, startDate, stopDate, input, output, error, cause };
}
