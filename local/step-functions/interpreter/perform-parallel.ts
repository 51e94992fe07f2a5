import type { ParallelState } from '../definition/state.ts';
import type { Json } from '../language/json.ts';
import { Aborted, type Flow, forkFlow } from './flow.ts';
import { runConcurrently } from './run-concurrently.ts';

/** Runs the branches concurrently with the same input. The first error aborts the other branches and fails the state. */
export async function performParallel(state: ParallelState, input: Json, flow: Flow): Promise<Json> {
  const { Branches } = state;
  flow.execution.record(flow.position, 'ParallelStateStarted');
  try {
    const results = await runConcurrently(Branches.length, Branches.length, flow.signal, (index, signal) =>
      flow.runBlock(Branches[index] as (typeof Branches)[number], input, forkFlow(flow, signal)),
    );
    flow.execution.record(flow.position, 'ParallelStateSucceeded');
    return results;
  } catch (error) {
    if (!(error instanceof Aborted)) flow.execution.record(flow.position, 'ParallelStateFailed');
    throw error;
  }
}
