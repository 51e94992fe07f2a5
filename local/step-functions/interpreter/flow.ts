import type { StatesBlock } from '../definition/state.ts';
import type { Json, JsonObject } from '../language/json.ts';
import type { DistributedMapJob } from './distributed-map-job.ts';
import type { ResumedTask } from './resumed-task.ts';
import type { TaskTokens } from './task-tokens.ts';

/** Thrown in an execution that was stopped or timed out, or in a branch whose sibling failed. No Catch matches it. */
export class Aborted extends Error {
  override name = 'Aborted';
}

/** A state that has ended: its output, and the state to enter next (undefined: the block ends here). */
export interface StateEnd {
  readonly output: Json;
  readonly next: string | undefined;
}

/** The services that a running flow uses. */
export interface InterpreterServices {
  readonly region: string;
  readonly now: () => Date;
  readonly random: () => number;
  /** Multiplies the delays of Wait states and Retry; 0 removes them. Timeouts are not scaled. */
  readonly timeScale: number;
  readonly tokens: TaskTokens;
  readonly invokeLambda: (
    functionName: string,
    payload: Json,
    executionArn: string,
    group: string,
  ) => Promise<unknown>;
  /** Called, and awaited, after a state was entered and before it does its work. */
  readonly onStateEntered: (entered: StateEntered) => unknown;
  readonly runDistributedMap: (job: DistributedMapJob, flow: Flow) => Promise<Json>;
}

export interface StateEntered {
  readonly executionArn: string;
  readonly stateName: string;
  readonly input: Json;
}

/** The position of a thread of control in the history: each event names the previous event of its own thread. */
export interface HistoryPosition {
  lastEventId: number;
}

/** One thread of control: the execution itself, a branch of a Parallel, an iteration of an inline Map. */
export interface Flow {
  readonly services: InterpreterServices;
  readonly execution: FlowExecution;
  /** When it is aborted, no further state is entered and running work is abandoned. */
  readonly signal: AbortSignal;
  /** The context object without `State` and `Task`, which are added for each state. */
  readonly context: JsonObject;
  readonly position: HistoryPosition;
  /** The task with which an execution continues after a restart; only until this task's attempt ends. */
  readonly resumed?: ResumedTask | undefined;
  /** `runStates`, for the states that contain blocks of states. */
  readonly runBlock: (block: StatesBlock, input: Json, flow: Flow) => Promise<Json>;
}

/** The execution that a flow is part of. */
interface FlowExecution {
  readonly arn: string;
  readonly name: string;
  readonly stateMachineName: string;
  /** The fairness group of its invocations: the execution, or the Map Run of a child execution. */
  readonly group: string;
  /** Appends to the history. `details` is stored in the field that AWS gives this event type. */
  record(position: HistoryPosition, type: string, details?: JsonObject): void;
  /**
   * Stores that the thread at `position` only waits for an answer to the token, or (undefined) that it does not any more.
   * Resolves when this is on disk.
   */
  hold(position: HistoryPosition, waiting: { token: string; heartbeatAt: number } | undefined): Promise<void>;
}

/** @throws Aborted if the flow was aborted */
export function assertRunning(flow: Pick<Flow, 'signal'>): void {
  if (flow.signal.aborted) throw new Aborted();
}

/** A concurrent flow with its own position in the history and its own abort signal. */
export function forkFlow(flow: Flow, signal: AbortSignal, context: JsonObject = flow.context): Flow {
  return { ...flow, signal, context, position: { ...flow.position } };
}

/** The same thread of control after the attempt that was resumed. */
export function withoutResumed(flow: Flow): Flow {
  return flow.resumed === undefined ? flow : { ...flow, resumed: undefined };
}
