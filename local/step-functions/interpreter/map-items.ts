import type { MapState } from '../definition/state.ts';
import { selectInput } from '../language/data-flow.ts';
import type { Json, JsonObject } from '../language/json.ts';
import { type Roots, readPath } from '../language/path.ts';
import { runtimeError } from '../language/states-error.ts';
import { evaluateTemplate } from '../language/template.ts';

/** The array that a Map iterates: ItemsPath of its input, or the input itself. */
export function arrayOf(name: string, state: MapState, rawInput: Json, context: JsonObject): Json[] {
  const input = selectInput(state, rawInput, context);
  const items =
    state.ItemsPath === undefined ? input : readPath(state.ItemsPath, { input, context }, 'ItemsPath');
  if (Array.isArray(items)) return items;
  throw runtimeError(`The Map state '${name}' needs an array to iterate.`);
}

/** The input for one item: ItemSelector (or the deprecated Parameters) evaluated with the Map's input, or the item itself. */
export function itemSelector(
  state: MapState,
  rawInput: Json,
  context: JsonObject,
): (item: Json, index: number) => Json {
  const template = state.ItemSelector ?? state.Parameters;
  if (template === undefined) return (item) => item;
  const input = selectInput(state, rawInput, context);
  return (item, index) => evaluateTemplate(template, { input, context: withMapItem(context, item, index) });
}

/** The context object of an iteration. */
export function withMapItem(context: JsonObject, item: Json, index: number): JsonObject {
  return { ...context, Map: { Item: { Index: index, Value: item } } };
}

/**
 * Evaluates a number that is given directly or by a path.
 * @throws StatesError States.Runtime if the path does not give a number within the bounds
 */
export function numberOf(
  value: number | undefined,
  path: string | undefined,
  field: string,
  roots: Roots,
  max: number,
): number | undefined {
  if (path === undefined) return value;
  const found = readPath(path, roots, field);
  if (typeof found === 'number' && found >= 0 && found <= max) return found;
  throw runtimeError(`${field} must give a number from 0 to ${max}.`);
}
