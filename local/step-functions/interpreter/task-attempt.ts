import type { TaskState } from '../definition/state.ts';
import { effectiveInput } from '../language/data-flow.ts';
import type { Json, JsonObject } from '../language/json.ts';
import { readPath } from '../language/path.ts';
import { runtimeError, StatesError, withinLimit } from '../language/states-error.ts';
import { awaitToken } from './await-token.ts';
import type { Flow } from './flow.ts';
import { lambdaError } from './lambda-error.ts';
import { type TaskEvents, type TaskKind, taskKindOf } from './task-kind.ts';
import { withDeadline } from './timers.ts';

/** Runs one attempt of a Task state. @returns its result before ResultSelector */
export async function attemptTask(
  name: string,
  state: TaskState,
  rawInput: Json,
  stateContext: JsonObject,
  flow: Flow,
): Promise<Json> {
  const kind = taskKindOf(state.Resource);
  const token = tokenOf(name, kind, flow);
  const context = token === undefined ? stateContext : { ...stateContext, Task: { Token: token } };
  const input = withinLimit(effectiveInput(state, rawInput, context), `The input of the task '${name}'`);
  const roots = { input: rawInput, context };
  const timeoutSeconds = secondsOf(
    state.TimeoutSeconds,
    state.TimeoutSecondsPath,
    'TimeoutSecondsPath',
    roots,
  );
  const heartbeatSeconds = secondsOf(
    state.HeartbeatSeconds,
    state.HeartbeatSecondsPath,
    'HeartbeatSecondsPath',
    roots,
  );
  const events = kind.events(flow, { timeoutSeconds, heartbeatSeconds });
  const now = flow.services.now().getTime();
  const { scheduledAt = now, heartbeatAt = now } = flow.resumed ?? {};
  const invoked = flow.resumed === undefined ? begin(kind, input, events, flow) : undefined;
  const awaited =
    token === undefined
      ? undefined
      : awaitToken({ token, invoked, heartbeatSeconds, heartbeatAt, events }, flow);
  const timeoutMs = timeoutSeconds === undefined ? undefined : scheduledAt + timeoutSeconds * 1_000 - now;
  try {
    const work = awaited?.output ?? (invoked as Promise<Json>).then(kind.result);
    const result = await withDeadline(work, flow.signal, timeoutMs, () => timedOut(name));
    withinLimit(result, `The result of the task '${name}'`);
    events.succeeded(result);
    return result;
  } catch (error) {
    if (error instanceof StatesError) events.failed(error);
    throw error;
  } finally {
    awaited?.end();
  }
}

/** @throws StatesError States.Runtime if the task that is resumed was one that waits for a token, and is not any more */
function tokenOf(name: string, { waitsForToken }: TaskKind, { services, resumed }: Flow): string | undefined {
  if (waitsForToken) return resumed?.token ?? services.tokens.mint();
  if (resumed === undefined) return undefined;
  throw runtimeError(
    `The state '${name}' waited for a token before a restart, and its definition was changed.`,
  );
}

function begin(kind: TaskKind, input: Json, events: TaskEvents, flow: Flow): Promise<Json> {
  events.scheduled(input);
  const { functionName, payload } = kind.invocation(input);
  return invoke(functionName, payload, flow);
}

async function invoke(functionName: string, payload: Json, { services, execution }: Flow): Promise<Json> {
  try {
    return toJson(await services.invokeLambda(functionName, payload, execution.arn, execution.group));
  } catch (error) {
    throw lambdaError(error);
  }
}

function timedOut(name: string): StatesError {
  return new StatesError('States.Timeout', `The task '${name}' did not end within TimeoutSeconds.`);
}

/** The result of a function as JSON. Like Lambda, undefined becomes null. */
function toJson(value: unknown): Json {
  return value === undefined ? null : JSON.parse(JSON.stringify(value) ?? 'null');
}

function secondsOf(
  seconds: number | undefined,
  path: string | undefined,
  field: string,
  roots: { input: Json; context: JsonObject },
): number | undefined {
  if (path === undefined) return seconds;
  const value = readPath(path, roots, field);
  if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 99_999_999) return value;
  throw runtimeError(`${field} must give a whole number of seconds from 1 to 99999999.`);
}
