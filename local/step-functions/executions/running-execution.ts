import type { StatesBlock } from '../definition/state.ts';
import type { InterpreterServices } from '../interpreter/flow.ts';
import { Aborted, type Flow, type HistoryPosition } from '../interpreter/flow.ts';
import type { ResumedTask } from '../interpreter/resumed-task.ts';
import { runStates } from '../interpreter/run-states.ts';
import { pause } from '../interpreter/timers.ts';
import type { Json, JsonObject } from '../language/json.ts';
import type { Ending, ExecutionRecord } from './execution-record.ts';
import type { ExecutionStore } from './execution-store.ts';
import { appendEvent, closingEvent } from './history.ts';
import { createSaver } from './saver.ts';
import { trackWaiting } from './waiting.ts';

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
  /** For an execution that continues after a restart: its record, and the task that it waits in. */
  readonly stored?: { readonly record: ExecutionRecord; readonly resumed: ResumedTask };
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
  /** Whether it does nothing but wait for an answer to a token, so that it continues after a restart. */
  isWaiting(): boolean;
  /** Resolves when `isWaiting()`. */
  waiting(): Promise<void>;
  /** Stops it like a kill of the process: on disk it remains RUNNING. Resolves after the last write. */
  abandon(): Promise<void>;
}

interface ExecutionContext {
  readonly store: ExecutionStore;
  readonly services: InterpreterServices;
  readonly announce: (record: ExecutionRecord) => Promise<void>;
}

/** Starts an execution: it is saved first, then run. Or continues one that is on disk. */
export function runExecution(
  start: ExecutionStart,
  { store, services, announce }: ExecutionContext,
): RunningExecution {
  const { executionArn, parent } = start;
  const controller = new AbortController();
  const { promise: ended, resolve: resolveEnded } = Promise.withResolvers<ExecutionRecord>();
  const state = start.stored?.record ?? newRecord(start, services.now());
  const position: HistoryPosition = { lastEventId: state.events.length };
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
  const waiting = trackWaiting(state, () => save().catch(() => undefined));
  const hold: Flow['execution']['hold'] = async (at, held) => {
    // A child and a branch cannot continue alone: their Map or Parallel would have to.
    if (at === position && parent === undefined && !abandoned) await waiting.hold(held);
  };
  const flow = flowOf(start, state, { services, position, record, hold, signal: controller.signal });
  const persist = async () => {
    if (start.stored !== undefined) return;
    appendEvent(state.events, position, state.startDate, 'ExecutionStarted', { input: state.input });
    if (parent === undefined) await store.markOpen(executionArn);
    await save();
  };
  const started = persist();
  const unwound = started.then(() =>
    Promise.all([announceStatus(), runToEnd(start, state, flow, end, abort)]),
  );
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
    // What was still to be saved: from here on nothing changes. A child is aborted at the next start in any case.
    if (parent === undefined) await store.saveExecution(state);
  };
  return {
    ...{ state, started, ended, closed: close(), abort, abandon },
    isWaiting: waiting.is,
    waiting: waiting.reached,
  };
}

async function runToEnd(
  { block, input }: ExecutionStart,
  { startDate }: ExecutionRecord,
  flow: Flow,
  end: (ending: Ending) => void,
  abort: (ending: Ending) => void,
): Promise<void> {
  const done = new AbortController();
  if (block.TimeoutSeconds !== undefined) {
    const passedMs = flow.services.now().getTime() - startDate;
    pause(block.TimeoutSeconds * 1_000 - passedMs, AbortSignal.any([done.signal, flow.signal])).then(
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

function flowOf(
  start: ExecutionStart,
  state: ExecutionRecord,
  {
    record,
    hold,
    ...thread
  }: Pick<Flow, 'services' | 'signal' | 'position'> & Pick<Flow['execution'], 'record' | 'hold'>,
): Flow {
  const { executionArn: arn, name, stateMachineName, parent, stored } = start;
  return {
    ...thread,
    execution: { arn, name, stateMachineName, group: parent?.mapRunArn ?? arn, record, hold },
    context: contextOf(start, state),
    resumed: stored?.resumed,
    runBlock: runStates,
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
