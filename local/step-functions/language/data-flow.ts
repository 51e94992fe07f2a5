import type { Json, JsonObject } from './json.ts';
import { readPath } from './path.ts';
import { placeResult } from './result-path.ts';
import { evaluateTemplate } from './template.ts';

/** The fields that shape a state's data, in the order in which they apply. */
export interface DataFlowFields {
  readonly InputPath?: string | null;
  readonly Parameters?: Json;
  readonly ResultSelector?: JsonObject;
  readonly ResultPath?: string | null;
  readonly OutputPath?: string | null;
}

/** InputPath; `null` gives an empty object. */
export function selectInput(state: DataFlowFields, rawInput: Json, context: JsonObject): Json {
  return selectBy(state.InputPath, rawInput, context, 'InputPath');
}

/** InputPath, then Parameters. */
export function effectiveInput(state: DataFlowFields, rawInput: Json, context: JsonObject): Json {
  const input = selectInput(state, rawInput, context);
  return state.Parameters === undefined ? input : evaluateTemplate(state.Parameters, { input, context });
}

/** ResultSelector, then ResultPath (into the raw input), then OutputPath. */
export function effectiveOutput(
  state: DataFlowFields,
  rawInput: Json,
  result: Json,
  context: JsonObject,
): Json {
  const selected =
    state.ResultSelector === undefined
      ? result
      : evaluateTemplate(state.ResultSelector, { input: result, context });
  return selectBy(state.OutputPath, placeResult(rawInput, state.ResultPath, selected), context, 'OutputPath');
}

function selectBy(path: string | null | undefined, input: Json, context: JsonObject, field: string): Json {
  if (path === undefined) return input;
  return path === null ? {} : readPath(path, { input, context }, field);
}
