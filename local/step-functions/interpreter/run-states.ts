import type { StatesBlock } from '../definition/state.ts';
import type { Json } from '../language/json.ts';
import { runtimeError } from '../language/states-error.ts';
import { assertRunning, type Flow, withoutResumed } from './flow.ts';
import { runState } from './run-state.ts';

/**
 * Runs a block of states from StartAt, or from the task that is resumed, to its end.
 * @returns the output of the last state
 * @throws StatesError an error that no Catch handled
 * @throws Aborted if the flow was aborted; no further state was entered
 */
export async function runStates(block: StatesBlock, input: Json, flow: Flow): Promise<Json> {
  let name: string | undefined = flow.resumed?.stateName ?? block.StartAt;
  let data = flow.resumed?.input ?? input;
  let current = flow;
  while (name !== undefined) {
    assertRunning(flow);
    const state = block.States[name];
    if (state === undefined) throw runtimeError(`There is no state '${name}'.`);
    ({ output: data, next: name } = await runState(name, state, data, current));
    current = withoutResumed(current);
  }
  return data;
}
