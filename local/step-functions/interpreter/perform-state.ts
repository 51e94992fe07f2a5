import { isDistributed, type State } from '../definition/state.ts';
import { ruleHolds } from '../language/choice.ts';
import { effectiveInput, effectiveOutput, selectInput } from '../language/data-flow.ts';
import { evaluateText } from '../language/evaluate-expression.ts';
import type { Json, JsonObject } from '../language/json.ts';
import { StatesError, withinLimit } from '../language/states-error.ts';
import type { Flow, StateEnd } from './flow.ts';
import { performDistributedMap } from './perform-distributed-map.ts';
import { performInlineMap } from './perform-inline-map.ts';
import { performParallel } from './perform-parallel.ts';
import { attemptTask } from './task-attempt.ts';
import { pause } from './timers.ts';
import { waitMs } from './wait-duration.ts';

/**
 * Runs one attempt of a state: computes its output and the next state.
 * @throws StatesError, which Retry and Catch handle
 */
export async function performState(
  name: string,
  state: State,
  rawInput: Json,
  context: JsonObject,
  flow: Flow,
): Promise<StateEnd> {
  if (state.Type === 'Choice') {
    const input = selectInput(state, rawInput, context);
    const rule = state.Choices.find((candidate) => ruleHolds(candidate, { input, context }));
    const next = rule?.Next ?? state.Default;
    if (next === undefined) throw new StatesError('States.NoChoiceMatched', `No rule of '${name}' matched.`);
    return { output: effectiveOutput(state, input, input, context), next };
  }
  if (state.Type === 'Fail') {
    const roots = { input: rawInput, context };
    const text = (value: string | undefined, path: string | undefined, field: string) =>
      path === undefined ? (value ?? '') : String(evaluateText(path, roots, field));
    throw new StatesError(
      text(state.Error, state.ErrorPath, 'ErrorPath'),
      text(state.Cause, state.CausePath, 'CausePath'),
    );
  }
  const result = await resultOf(name, state, rawInput, context, flow);
  return { output: effectiveOutput(state, rawInput, result, context), next: state.Next };
}

async function resultOf(
  name: string,
  state: Exclude<State, { Type: 'Choice' | 'Fail' }>,
  rawInput: Json,
  context: JsonObject,
  flow: Flow,
): Promise<Json> {
  switch (state.Type) {
    case 'Task':
      return attemptTask(name, state, rawInput, context, flow);
    case 'Map': {
      const perform = isDistributed(state) ? performDistributedMap : performInlineMap;
      return withinLimit(
        await perform(name, state, rawInput, context, flow),
        `The result of the Map '${name}'`,
      );
    }
    case 'Parallel': {
      const input = effectiveInput(state, rawInput, context);
      return withinLimit(await performParallel(state, input, flow), `The result of the Parallel '${name}'`);
    }
    case 'Wait': {
      const input = selectInput(state, rawInput, context);
      await pause(waitMs(state, { input, context }, flow.services), flow.signal);
      return input;
    }
    case 'Pass': {
      const input = effectiveInput(state, rawInput, context);
      return state.Result === undefined ? input : state.Result;
    }
    case 'Succeed':
      return selectInput(state, rawInput, context);
  }
}
