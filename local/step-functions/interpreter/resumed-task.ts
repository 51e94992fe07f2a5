import type { Json } from '../language/json.ts';

/** A task that waited for the answer to its token when the previous process ended, and that continues to wait. */
export interface ResumedTask {
  readonly stateName: string;
  /** The input of the state. */
  readonly input: Json;
  /** ISO 8601. */
  readonly enteredTime: string;
  /** The errors of the state's earlier attempts, which its Retry policy counts. */
  readonly failures: readonly string[];
  readonly token: string;
  /** When the current attempt started, epoch milliseconds: its timeout counts from here. */
  readonly scheduledAt: number;
  /** The last heartbeat, or the start of the attempt, epoch milliseconds. */
  readonly heartbeatAt: number;
}
