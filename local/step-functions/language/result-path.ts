import { isObject, type Json, ownValue, withValue } from './json.ts';
import { parsePath, type Step } from './path.ts';
import { StatesError } from './states-error.ts';

/**
 * Returns a copy of the raw input with the state's result at ResultPath.
 * Absent or `$`: the result replaces the input. `null`: the result is discarded.
 * @throws StatesError States.ResultPathMatchFailure if the result cannot be placed there
 */
export function placeResult(rawInput: Json, resultPath: string | null | undefined, result: Json): Json {
  if (resultPath === null) return rawInput;
  if (resultPath === undefined) return result;
  return place(rawInput, parsePath(resultPath).steps, result, resultPath);
}

function place(target: Json | undefined, steps: readonly Step[], value: Json, text: string): Json {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (step.kind === 'key' && (target === undefined || isObject(target))) {
    const object = target ?? {};
    return withValue(object, step.name, place(ownValue(object, step.name), rest, value, text));
  }
  if (step.kind === 'index' && Array.isArray(target) && step.index >= 0 && step.index < target.length) {
    return target.with(step.index, place(target[step.index], rest, value, text));
  }
  throw new StatesError(
    'States.ResultPathMatchFailure',
    `Unable to apply ResultPath '${text}' to the input.`,
  );
}
