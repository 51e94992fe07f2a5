import type { State } from '../definition/state.ts';
import type { Json, JsonObject } from '../language/json.ts';
import { placeResult } from '../language/result-path.ts';
import { retryCounter, takesError } from '../language/retry-and-catch.ts';
import { runtimeError, StatesError, withinLimit } from '../language/states-error.ts';
import { Aborted, assertRunning, type Flow, type StateEnd, withoutResumed } from './flow.ts';
import { performState } from './perform-state.ts';
import { pause } from './timers.ts';

/** Enters a state, performs it with its Retry policy, and exits it by Next, End or Catch. */
export async function runState(name: string, state: State, input: Json, flow: Flow): Promise<StateEnd> {
  const { execution, position } = flow;
  const enteredTime = flow.resumed?.enteredTime ?? (await enterState(name, state, input, flow));
  const end = await performWithRetry(name, state, input, enteredTime, flow);
  assertRunning(flow);
  withinLimit(end.output, `The output of the state '${name}'`);
  if (state.Type !== 'Fail') {
    execution.record(position, `${state.Type}StateExited`, { name, output: JSON.stringify(end.output) });
  }
  return end;
}

/** @returns the time */
async function enterState(name: string, state: State, input: Json, flow: Flow): Promise<string> {
  const { execution, position, services } = flow;
  execution.record(position, `${state.Type}StateEntered`, { name, input: JSON.stringify(input) });
  const enteredTime = services.now().toISOString();
  await services.onStateEntered({ executionArn: execution.arn, stateName: name, input });
  return enteredTime;
}

async function performWithRetry(
  name: string,
  state: State,
  input: Json,
  enteredTime: string,
  flow: Flow,
): Promise<StateEnd> {
  const secondsBeforeRetry = retryCounter('Retry' in state ? (state.Retry ?? []) : [], flow.services.random);
  const failures = flow.resumed?.failures ?? [];
  for (const error of failures) secondsBeforeRetry(error);
  let current = flow;
  for (let retries = failures.length; ; retries += 1) {
    assertRunning(flow);
    const State: JsonObject = { EnteredTime: enteredTime, Name: name, RetryCount: retries };
    try {
      return await performState(name, state, input, { ...flow.context, State }, current);
    } catch (thrown) {
      const error = asStatesError(thrown);
      const seconds = secondsBeforeRetry(error.name);
      if (seconds === undefined) return catchError(state, input, error);
      await pause(seconds * 1_000 * flow.services.timeScale, flow.signal);
      current = withoutResumed(flow);
    }
  }
}

function catchError(state: State, input: Json, error: StatesError): StateEnd {
  const catchers = 'Catch' in state ? (state.Catch ?? []) : [];
  const catcher = catchers.find(({ ErrorEquals }) => takesError(ErrorEquals, error.name));
  if (catcher === undefined) throw error;
  const caught = { Error: error.name, Cause: error.message };
  return { output: placeResult(input, catcher.ResultPath, caught), next: catcher.Next };
}

/** Unexpected errors become States.Runtime, so that Retry and Catch do not handle them as failures of the task. */
function asStatesError(thrown: unknown): StatesError {
  if (thrown instanceof Aborted) throw thrown;
  return thrown instanceof StatesError ? thrown : runtimeError(String(thrown));
}
