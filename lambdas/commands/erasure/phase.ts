import type { EraseAnswer, Erasure, ErasureCounts, ErasureCursor } from '../../contracts/erasure.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import type { ErasurePorts } from './erasure-ports.ts';

export interface PhaseSlice {
  readonly erasure: Erasure;
  /** Whether every function that was running when the phase `writers` began has ended. */
  readonly writersGone: boolean;
  readonly hasTime: () => boolean;
  readonly runtime: TaskRuntime;
}

export interface PhaseResult {
  readonly done: boolean;
  /** Where the next slice of the phase begins. */
  readonly cursor?: ErasureCursor;
  /** What this slice deleted. */
  readonly counts?: ErasureCounts;
  readonly createdAgain?: boolean;
  /** What the state machine waits for, if not nothing. */
  readonly wait?: Exclude<EraseAnswer['next'], 'CONTINUE' | 'DONE'>;
}

export type Phase = (slice: PhaseSlice, ports: ErasurePorts) => Promise<PhaseResult>;
