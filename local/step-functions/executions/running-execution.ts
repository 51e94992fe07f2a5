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

/** What an execution is started with. */
export interface ExecutionStart {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly name: string;
  readonly block: StatesBlock & { readonly TimeoutSeconds?: number };
  readonly input: Json;
  /** Of a child: its Map Run, and the signal that ends it together with its parent. */
  readonly parent?: { readonly mapRunArn: string; readonly signal: AbortSignal };
}

/** An execution of this process, until its last word is on disk and announced. */
export interface RunningExecution {
  readonly state: ExecutionRecord;
  /** It is on disk. */
  readonly started: Promise<void>;
  /** It has ended: the record says how. */
  readonly ended: Promise<ExecutionRecord>;
  /** It has ended, its end is on disk and announced, and nothing of it runs any more. */
  readonly closed: Promise<void>;
  /** Ends it now, unless it has ended: no state is entered any more, children are aborted, tokens void. */
  abort(ending: Ending): void;
  /** Leaves it as a dying process would: on disk it still runs. Resolves when nothing writes any more. */
  abandon(): Promise<void>;
}

interface ExecutionContext {
  readonly store: ExecutionStore;
  readonly services: InterpreterServices;
  readonly announce: (record: ExecutionRecord) => Promise<void>;
}

/** Starts an execution: saved first, then run. */
export function runExecution(
  start: ExecutionStart,
  { store, services, announce }: ExecutionContext,
): RunningExecution {
  const { executionArn, stateMachineArn, name, parent } = start;
  const controller = new AbortController();
  const { promise: ended, resolve: resolveEnded } = Promise.withResolvers<ExecutionRecord>();
  const position: HistoryPosition = { lastEventId: 0 };
  const state: ExecutionRecord = {
    executionArn,
    stateMachineArn,
    name,
    ...(parent && { mapRunArn: parent.mapRunArn }),
    input: JSON.stringify(start.input),
    startDate: services.now().getTime(),
    status: 'RUNNING',
    events: [],
  };
  let abandoned = false;
  const save = createSaver(async () => {
    if (!abandoned) await store.saveExecution(state);
  });
  const record = (at: HistoryPosition, type: string, details?: JsonObject) => {
    // A flow that is still unwinding has nothing more to say: the closing event is the last.
    if (state.status !== 'RUNNING' || abandoned) return;
    appendEvent(state.events, at, services.now().getTime(), type, details);
    // A child is saved when it starts and when it ends: a Map Run has thousands.
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
    // First what it had started, so that its history can tell; then the execution itself.
    controller.abort();
    end(ending);
  };
  const tell = async () => {
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
  const unwound = started.then(() => Promise.all([tell(), runToEnd(start, flow, end, abort)]));
  const close = async () => {
    await Promise.all([ended, unwound]);
    await save();
    await tell();
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
