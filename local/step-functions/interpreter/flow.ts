import type { JsonObject } from '../language/json.ts';
import type { InterpreterServices } from './interpreter-services.ts';

/** Thrown inside an execution that was stopped or timed out, or a branch whose sibling failed; nothing catches it. */
export class Aborted extends Error {
  override name = 'Aborted';
}

/** Where a thread of control stands in the history: each event names the one before it in its own thread. */
export interface Trail {
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
  readonly trail: Trail;
}

/** What a running flow knows of its execution. */
interface FlowExecution {
  readonly arn: string;
  readonly name: string;
  readonly stateMachineName: string;
  /** Whom its invocations wait with: itself, or the Map Run that it is a child of. */
  readonly line: string;
  /** Appends to the history. `details` is kept under the field that AWS gives this event type. */
  record(trail: Trail, type: string, details?: JsonObject): void;
}

/** Throws Aborted when the flow has ended already. */
export function assertRunning(flow: Pick<Flow, 'signal'>): void {
  if (flow.signal.aborted) throw new Aborted();
}

/** A flow of its own beside others: its own place in the history, its own way to be aborted. */
export function forkFlow(flow: Flow, signal: AbortSignal, context: JsonObject = flow.context): Flow {
  return { ...flow, signal, context, trail: { ...flow.trail } };
}
