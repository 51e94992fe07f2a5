import type { ReportingPlan } from '../../local/faults/fault-plan.ts';
import type { ModelRecord } from '../lambdas/processing/model.ts';
import type { RunningCloud } from '../support/test-cloud.ts';
import type { SwitchedFaults } from './switched-faults.ts';

export interface Scenario {
  /** Construct ids of the functions that meet faults in this scenario. */
  readonly functions: readonly string[];
  /** @returns the violations */
  readonly run: (plan: ReportingPlan) => Promise<readonly string[]>;
}

export interface ScenarioContext {
  readonly test: RunningCloud;
  readonly faults: SwitchedFaults;
  /** Called when an execution has entered a state. */
  onState: (stateName: string, importId: string) => unknown;
}

/** Duplicates within a chunk and across chunks, a code that moves to another user, a blank, a null, a bad record. */
export const ORDINARY: readonly ModelRecord[] = [
  { id: 'ann', codes: { p: 'X' }, firstName: 'A' },
  { id: 'bob', codes: { p: 'Y', q: 'X' } },
  { id: 'cy', codes: { p: 'X' } },
  { id: 'ann', codes: { p: null }, firstName: '' },
  { id: 'cy', codes: { p: 'X' } },
  { id: 'dee', codes: {}, malformed: true },
  { id: 'bob', codes: { p: 'Z' }, firstName: 'B' },
  { id: 'dee', codes: { p: 'Y' } },
  { id: 'ann', codes: { p: 'X' }, firstName: null },
  { id: 'bob', codes: { q: 'X' } },
];
