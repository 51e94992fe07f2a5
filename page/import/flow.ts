import type { components } from '../../client/schema.ts';
import type { ImportDraft } from '../draft/draft.ts';

/** In this order. To add a step: its name here, its rule below, its component in `step-screens.ts`, its label in the texts. */
export const STEP_NAMES = ['type', 'group', 'file', 'columns', 'check', 'upload'] as const;
export type StepName = (typeof STEP_NAMES)[number];

export interface StepRule {
  /** Whether the flow visits it at all: a step whose answer is clear is skipped. */
  readonly isNeeded: (draft: ImportDraft, facts: FlowFacts) => boolean;
  /** Whether the steps after it can be visited. */
  readonly isDone: (draft: ImportDraft) => boolean;
  /** Whether the flow passes over it. Its link still leads to it, for a person who wants to look. */
  readonly isPassed?: (draft: ImportDraft) => boolean;
}

/** What the flow knows besides the person's choices. */
export interface FlowFacts {
  /** How many import types the session allows. */
  readonly importTypes: number;
  readonly session: components['schemas']['OwnSession'];
}

/** The type whose files need parameters: the group, and what its members are there. */
export const GROUP_MEMBERS = 'group-members';

const RULES: Readonly<Record<StepName, StepRule>> = {
  type: {
    isNeeded: (_, { importTypes }) => importTypes !== 1,
    isDone: ({ importType }) => importType !== undefined,
  },
  group: {
    isNeeded: ({ importType }) => importType === GROUP_MEMBERS,
    isDone: ({ parameters }) => parameters !== undefined,
  },
  file: { isNeeded: () => true, isDone: ({ found }) => found !== undefined },
  columns: {
    isNeeded: ({ importType, found }) => importType !== GROUP_MEMBERS && found?.columns !== 'given',
    isDone: ({ found, map }) => found?.columns === 'fit' || map !== undefined,
    isPassed: ({ found, map }) => found?.columns === 'fit' && map === undefined,
  },
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
  return visited(name, draft, facts).after[0];
}

export function stepBefore(name: StepName, draft: ImportDraft, facts: FlowFacts): StepName | undefined {
  return visited(name, draft, facts).before.at(-1);
}

/** The steps around this one, without those that the flow passes over. */
function visited(name: StepName, draft: ImportDraft, facts: FlowFacts) {
  const steps = neededSteps(draft, facts).filter(
    (step) => step === name || RULES[step].isPassed?.(draft) !== true,
  );
  const at = steps.indexOf(name);
  return { before: steps.slice(0, Math.max(0, at)), after: steps.slice(at + 1) };
}
