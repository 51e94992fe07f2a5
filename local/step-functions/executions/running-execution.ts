import type { StatesBlock } from '../definition/state.ts';
import type { InterpreterServices } from '../interpreter/flow.ts';
import { Aborted, type Flow, type HistoryPosition } from '../interpreter/flow.ts';
import { runStates } from '../interpreter/run-states.ts';
import { pause } from '../interpreter/timers.ts';
import type { Json, JsonObject } from '../language/json.ts';
import type { Ending, ExecutionRecord } from './execution-record.ts';
import type { ExecutionStore } from './execution-store.ts';
import { appendEvent, closingEvent } from './history.ts';
import { createSaver } from './saver.ts';

/** The parameters of a new execution. */
export interface ExecutionStart {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly name: string;
  readonly block: StatesBlock & { readonly TimeoutSeconds?: number };
  readonly input: Json;
  /** For a child: its Map Run, and the signal that aborts it together with its parent. */
  readonly parent?: { readonly mapRunArn: string; readonly signal: AbortSignal };
}

/** An execution of this process, until its end is on disk and announced. */
export interface RunningExecution {
  readonly state: ExecutionRecord;
  /** Resolves when the execution is on disk. */
  readonly started: Promise<void>;
  /** Resolves when it has ended, with its final record. */
  readonly ended: Promise<ExecutionRecord>;
  /** Resolves when its end is on disk and announced, and none of its work runs any more. */
  readonly closed: Promise<void>;
  /** Ends it, unless it has ended: no further state is entered, children are aborted, and tokens become invalid. */
  abort(ending: Ending): void;
  /** Stops it like a kill of the process: on disk it remains RUNNING. Resolves after the last write. */
  abandon(): Promise<void>;
}

interface ExecutionContext {
  readonly store: ExecutionStore;
  readonly services: InterpreterServices;
  readonly announce: (record: ExecutionRecord) => Promise<void>;
}

/** Starts an execution: it is saved first, then run. */
export function runExecution(
  start: ExecutionStart,
  { store, services, announce }: ExecutionContext,
): RunningExecution {
  const { executionArn, name, parent } = start;
  const controller = new AbortController();
  const { promise: ended, resolve: resolveEnded } = Promise.withResolvers<ExecutionRecord>();
  const position: HistoryPosition = { lastEventId: 0 };
  const state = newRecord(start, services.now());
  let abandoned = false;
  const save = createSaver(async () => {
    if (!abandoned) await store.saveExecution(state);
  });
  const record = (at: HistoryPosition, type: string, details?: JsonObject) => {
    // After an abort, flows are still unwinding. The closing event must remain the last one.
    if (state.status !== 'RUNNING' || abandoned) return;
    appendEvent(state.events, at, services.now().getTime(), type, details);
    // A child is saved only when it starts and ends, because a Map Run has thousands of them.
    if (parent === undefined) save().catch(() => undefined);
  };
  const end = (ending: Ending) => {
    if (state.status !== 'RUNNING' || abandoned) return;
    const { type, details } = closingEvent(ending);
    record(position, type, details);
    Object.assign(state, ending, { stopDate: services.now().getTime() });
    resolveEnded(state);
  };
  const abort = (ending: Ending) => {
    // Children and tasks first, so that the execution's history still records their end.
    controller.abort();
    end(ending);
  };
  const announceStatus = async () => {
    const { status } = state;
    if (parent !== undefined || state.announced === status) return;
    await announce(state);
    state.announced = status;
    await save();
  };
  const flow: Flow = {
    services,
    execution: {
      arn: executionArn,
      name,
      stateMachineName: start.stateMachineName,
      group: parent?.mapRunArn ?? executionArn,
      record,
    },
    signal: controller.signal,
    context: contextOf(start, state),
    position,
    runBlock: runStates,
  };
  const persist = async () => {
    appendEvent(state.events, position, state.startDate, 'ExecutionStarted', { input: state.input });
    if (parent === undefined) await store.markOpen(executionArn);
    await save();
  };
  const started = persist();
  const unwound = started.then(() => Promise.all([announceStatus(), runToEnd(start, flow, end, abort)]));
  const close = async () => {
    await Promise.all([ended, unwound]);
    await save();
    await announceStatus();
    if (parent === undefined) await store.markClosed(executionArn);
  };
  if (parent !== undefined) linkToParent(parent.signal, ended, abort);
  const abandon = async () => {
    abandoned = true;
    controller.abort();
    await save();
  };
  return { state, started, ended, closed: close(), abort, abandon };
}

async function runToEnd(
  { block, input }: ExecutionStart,
  flow: Flow,
  end: (ending: Ending) => void,
  abort: (ending: Ending) => void,
): Promise<void> {
  const done = new AbortController();
  if (block.TimeoutSeconds !== undefined) {
    pause(block.TimeoutSeconds * 1_000, AbortSignal.any([done.signal, flow.signal])).then(
      () => abort({ status: 'TIMED_OUT' }),
      () => undefined,
    );
  }
  try {
    end({ status: 'SUCCEEDED', output: JSON.stringify(await runStates(block, input, flow)) });
  } catch (error) {
    if (!(error instanceof Aborted)) end(failure(error as Error));
  } finally {
    done.abort();
  }
}

/** A Fail state may name neither an error nor a cause. */
function failure({ name, message }: Error): Ending {
  return { status: 'FAILED', ...(name !== '' && { error: name }), ...(message !== '' && { cause: message }) };
}

function newRecord(
  { executionArn, stateMachineArn, name, parent, input }: ExecutionStart,
  startedAt: Date,
): ExecutionRecord {
  return {
    executionArn,
    stateMachineArn,
    name,
    ...(parent && { mapRunArn: parent.mapRunArn }),
    input: JSON.stringify(input),
    startDate: startedAt.getTime(),
    status: 'RUNNING',
    events: [],
  };
}

function contextOf(start: ExecutionStart, { startDate }: ExecutionRecord): JsonObject {
  return {
    Execution: {
      Id: start.executionArn,
      Input: start.input,
      Name: start.name,
      RedriveCount: 0,
      StartTime: new Date(startDate).toISOString(),
    },
    StateMachine: { Id: start.stateMachineArn, Name: start.stateMachineName },
  };
}

function linkToParent(parent: AbortSignal, ended: Promise<unknown>, abort: (ending: Ending) => void): void {
  const onAbort = () => abort({ status: 'ABORTED' });
  if (parent.aborted) onAbort();
  else parent.addEventListener('abort', onAbort, { once: true });
  ended.then(() => parent.removeEventListener('abort', onAbort));
}
