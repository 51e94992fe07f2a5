import type { components } from '../../client/schema.ts';
import type { ImportDraft } from './draft.ts';

/** In this order. To add a step: its name here, its rule below, its component in `step-screens.ts`, its label in the texts. */
export const STEP_NAMES = ['type', 'file', 'check', 'upload'] as const;
export type StepName = (typeof STEP_NAMES)[number];

export interface StepRule {
  /** Whether the flow visits it at all: a step whose answer is clear is skipped. */
  readonly isNeeded: (draft: ImportDraft, facts: FlowFacts) => boolean;
  /** Whether the steps after it can be visited. */
  readonly isDone: (draft: ImportDraft) => boolean;
}

/** What the flow knows besides the person's choices. */
export interface FlowFacts {
  /** How many import types the session allows. */
  readonly importTypes: number;
  readonly session: components['schemas']['OwnSession'];
}

const RULES: Readonly<Record<StepName, StepRule>> = {
  type: {
    isNeeded: (_, { importTypes }) => importTypes !== 1,
    isDone: ({ importType }) => importType !== undefined,
  },
  file: { isNeeded: () => true, isDone: ({ file }) => file !== undefined },
  check: { isNeeded: () => true, isDone: ({ checked }) => checked !== undefined },
  upload: { isNeeded: () => true, isDone: () => false },
};

export function neededSteps(draft: ImportDraft, facts: FlowFacts): readonly StepName[] {
  return STEP_NAMES.filter((name) => RULES[name].isNeeded(draft, facts));
}

/** The steps that can be visited: those before the first one that is not done, and this one. */
export function reachableSteps(draft: ImportDraft, facts: FlowFacts): readonly StepName[] {
  const needed = neededSteps(draft, facts);
  const first = needed.findIndex((name) => !RULES[name].isDone(draft));
  return first === -1 ? needed : needed.slice(0, first + 1);
}

/** @param wanted the step in the address, if it can be visited; otherwise the last one that can, or without one the first */
export function currentStep(wanted: string | undefined, draft: ImportDraft, facts: FlowFacts): StepName {
  const reachable = reachableSteps(draft, facts);
  const found = reachable.find((name) => name === wanted);
  return found ?? (wanted === undefined ? reachable[0] : reachable.at(-1)) ?? 'file';
}

export function stepAfter(name: StepName, draft: ImportDraft, facts: FlowFacts): StepName | undefined {
  const needed = neededSteps(draft, facts);
  return needed[needed.indexOf(name) + 1];
}

export function stepBefore(name: StepName, draft: ImportDraft, facts: FlowFacts): StepName | undefined {
  const needed = neededSteps(draft, facts);
  return needed[needed.indexOf(name) - 1];
}
