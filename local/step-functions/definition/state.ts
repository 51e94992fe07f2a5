import type { ChoiceRule } from '../language/choice.ts';
import type { DataFlowFields } from '../language/data-flow.ts';
import type { Json, JsonObject } from '../language/json.ts';
import type { Catcher, Retrier } from '../language/retry-and-catch.ts';

/** States and their order: a definition, a branch of a Parallel, the processor of a Map. */
export interface StatesBlock {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** A definition that `checkDefinition` has checked. */
export interface Definition extends StatesBlock {
  readonly TimeoutSeconds?: number;
}

interface Common extends DataFlowFields {
  readonly Next?: string;
}

interface WithErrorHandling extends Common {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

interface PassState extends Common {
  readonly Type: 'Pass';
  readonly Result?: Json;
}

export interface TaskState extends WithErrorHandling {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
  readonly HeartbeatSeconds?: number;
  readonly HeartbeatSecondsPath?: string;
}

interface ChoiceState extends Common {
  readonly Type: 'Choice';
  readonly Choices: readonly (ChoiceRule & { readonly Next: string })[];
  readonly Default?: string;
}

export interface WaitState extends Common {
  readonly Type: 'Wait';
  readonly Seconds?: number;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
}

interface SucceedState extends Common {
  readonly Type: 'Succeed';
}

interface FailState extends Common {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
}

export interface ParallelState extends WithErrorHandling {
  readonly Type: 'Parallel';
  readonly Branches: readonly StatesBlock[];
}

export interface MapState extends WithErrorHandling {
  readonly Type: 'Map';
  readonly ItemProcessor?: StatesBlock & { readonly ProcessorConfig?: { readonly Mode?: string } };
  readonly Iterator?: StatesBlock;
  readonly ItemsPath?: string;
  readonly ItemSelector?: JsonObject;
  readonly MaxConcurrency?: number;
  readonly MaxConcurrencyPath?: string;
  readonly Label?: string;
  readonly ItemReader?: ItemReader;
  readonly ResultWriter?: { readonly Parameters: JsonObject };
  readonly ToleratedFailureCount?: number;
  readonly ToleratedFailureCountPath?: string;
  readonly ToleratedFailurePercentage?: number;
  readonly ToleratedFailurePercentagePath?: string;
}

export interface ItemReader {
  readonly Parameters: JsonObject;
  readonly ReaderConfig: {
    readonly InputType: 'JSON' | 'JSONL';
    readonly MaxItems?: number;
    readonly MaxItemsPath?: string;
  };
}

export type State =
  | ChoiceState
  | FailState
  | MapState
  | ParallelState
  | PassState
  | SucceedState
  | TaskState
  | WaitState;

/** Whether a Map runs its items as child executions. */
export function isDistributed(state: MapState): boolean {
  return state.ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED';
}

/** The states that a Map runs for each item: ItemProcessor, or the deprecated Iterator. */
export function processorOf(state: MapState): StatesBlock {
  return state.ItemProcessor ?? (state.Iterator as StatesBlock);
}

/** The part of a Map Run's ARN that names the state: `Label`, or the state's name without characters that an ARN does not allow. */
export function labelOf(stateName: string, state: MapState): string {
  return state.Label ?? stateName.replaceAll(/[^A-Za-z0-9_-]/g, '').slice(0, 40);
}
