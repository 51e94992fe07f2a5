import { type MapState, processorOf } from '../definition/state.ts';
import { selectInput } from '../language/data-flow.ts';
import type { Json, JsonObject } from '../language/json.ts';
import { Aborted, type Flow, forkFlow } from './flow.ts';
import { arrayOf, itemSelector, numberOf, withMapItem } from './map-items.ts';
import { runConcurrently } from './run-concurrently.ts';

/** Step Functions runs at most 40 concurrent iterations of an inline Map, also if MaxConcurrency is higher. */
const inlineConcurrency = 40;

/** Runs the processor for every item in this execution. @returns the results in the order of the items */
export async function performInlineMap(
  name: string,
  state: MapState,
  rawInput: Json,
  context: JsonObject,
  flow: Flow,
): Promise<Json> {
  const items = arrayOf(name, state, rawInput, context);
  const select = itemSelector(state, rawInput, context);
  const roots = { input: selectInput(state, rawInput, context), context };
  const wanted = numberOf(
    state.MaxConcurrency,
    state.MaxConcurrencyPath,
    'MaxConcurrencyPath',
    roots,
    99_999_999,
  );
  const limit = Math.min(wanted || inlineConcurrency, inlineConcurrency);
  flow.execution.record(flow.position, 'MapStateStarted', { length: items.length });
  try {
    const results = await runConcurrently(items.length, limit, flow.signal, (index, signal) => {
      const item = items[index] as Json;
      const iteration = forkFlow(flow, signal, withMapItem(flow.context, item, index));
      return iterate(name, index, iteration, () =>
        flow.runBlock(processorOf(state), select(item, index), iteration),
      );
    });
    flow.execution.record(flow.position, 'MapStateSucceeded');
    return results;
  } catch (error) {
    if (!(error instanceof Aborted)) flow.execution.record(flow.position, 'MapStateFailed');
    throw error;
  }
}

async function iterate(name: string, index: number, flow: Flow, run: () => Promise<Json>): Promise<Json> {
  const record = (type: string) => flow.execution.record(flow.position, type, { name, index });
  record('MapIterationStarted');
  try {
    const result = await run();
    record('MapIterationSucceeded');
    return result;
  } catch (error) {
    record(error instanceof Aborted ? 'MapIterationAborted' : 'MapIterationFailed');
    throw error;
  }
}
