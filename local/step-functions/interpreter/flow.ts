import type { StatesBlock } from '../definition/state.ts';
import type { Json, JsonObject } from '../language/json.ts';
import type { DistributedMapJob } from './distributed-map-job.ts';
import type { TaskTokens } from './task-tokens.ts';

/** Thrown inside an execution that was stopped or timed out, or a branch whose sibling failed; nothing catches it. */
export class Aborted extends Error {
  override name = 'Aborted';
}

/** A state that has ended: its output, and the state to enter next (undefined: the block ends here). */
export interface StateEnd {
  readonly output: Json;
  readonly next: string | undefined;
}

/** What a running flow needs from its surroundings. */
export interface InterpreterServices {
  readonly region: string;
  readonly now: () => Date;
  readonly random: () => number;
  /** Scales Wait states and the pauses of Retry; 0 makes them immediate. Timeouts are not scaled. */
  readonly timeScale: number;
  readonly tokens: TaskTokens;
  readonly invokeLambda: (
    functionName: string,
    payload: Json,
    executionArn: string,
    line: string,
  ) => Promise<unknown>;
  /** Awaited after a state was entered and before its work. */
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
  /** Once aborted no state is entered and running work is abandoned. */
  readonly signal: AbortSignal;
  /** The context object without `State` and `Task`, which belong to one state. */
  readonly context: JsonObject;
  readonly trail: HistoryPosition;
  /** `runStates`, for the states that contain blocks of states. */
  readonly runBlock: (block: StatesBlock, input: Json, flow: Flow) => Promise<Json>;
}

/** The execution that a flow is part of. */
interface FlowExecution {
  readonly arn: string;
  readonly name: string;
  readonly stateMachineName: string;
  /** The queue in which its invocations wait: the execution's own, or that of the Map Run that it is a child of. */
  readonly line: string;
  /** Appends to the history. `details` is kept under the field that AWS gives this event type. */
  record(trail: HistoryPosition, type: string, details?: JsonObject): void;
}

/** Throws Aborted when the flow has ended already. */
export function assertRunning(flow: Pick<Flow, 'signal'>): void {
  if (flow.signal.aborted) throw new Aborted();
}

/** A concurrent flow with its own position in the history and its own abort signal. */
export function forkFlow(flow: Flow, signal: AbortSignal, context: JsonObject = flow.context): Flow {
  return { ...flow, signal, context, trail: { ...flow.trail } };
}
