import type { MapRuns } from '../distributed-map/map-runs.ts';
import type { arnsOf } from '../executions/arn.ts';
import type { ExecutionStore } from '../executions/execution-store.ts';
import type { Executions } from '../executions/executions.ts';
import type { TaskTokens } from '../interpreter/task-tokens.ts';
import type { JsonObject } from '../language/json.ts';
import type { StateMachines } from '../state-machines.ts';

/** Receives the parsed body of a request. @returns the body of the response @throws ApiError */
export type Operation = (request: JsonObject) => Promise<JsonObject>;

/** The state that the operations use. */
export interface ApiContext {
  readonly arns: ReturnType<typeof arnsOf>;
  readonly store: ExecutionStore;
  readonly executions: Executions;
  readonly mapRuns: MapRuns;
  readonly stateMachines: StateMachines;
  readonly tokens: TaskTokens;
}
