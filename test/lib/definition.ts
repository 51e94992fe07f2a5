import { readDefinition } from '../../lib/definitions.ts';

export interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Parameters?: { readonly FunctionName?: string };
  readonly TimeoutSeconds?: number;
  /** Of a Wait. */
  readonly Seconds?: number;
  readonly TimeoutSecondsPath?: string;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly ItemProcessor?: { readonly States: Readonly<Record<string, State>> };
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
}

export const definitionText = readDefinition('user-import');
export const recoveryText = readDefinition('recover-import');
export const erasureText = readDefinition('erase-data');

interface Definition {
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<string, State>>;
}

export const definition: Definition = JSON.parse(definitionText);
export const recovery: Definition = JSON.parse(recoveryText);
export const erasure: Definition = JSON.parse(erasureText);

/** Every state by name, those inside of Maps as well. */
export function allStates(states: Readonly<Record<string, State>> = definition.States): [string, State][] {
  return Object.entries(states).flatMap(([name, state]) => [
    [name, state],
    ...allStates(state.ItemProcessor?.States ?? {}),
  ]);
}

/** The states that call a function. */
export const taskStates = allStates().filter(([, state]) => state.Type === 'Task');

/** Those of the recovery, all of which are states of an import as well. */
export const recoveryTaskStates = allStates(recovery.States).filter(([, state]) => state.Type === 'Task');

/** Those of an erasure. */
export const erasureTaskStates = allStates(erasure.States).filter(([, state]) => state.Type === 'Task');
