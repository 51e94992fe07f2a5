import type { ReportingPlan } from '../../local/faults/fault-plan.ts';
import { eventViolations } from '../support/status-events.ts';
import { runTrial } from './run-trial.ts';
import { ORDINARY, type ScenarioContext } from './scenario.ts';
import { violationsOf } from './verdict.ts';

/** The events about two imports of a tenant: each change of status is on the bus, at least once and in order. */
export async function published(
  { test, faults }: ScenarioContext,
  plan: ReportingPlan,
): Promise<readonly string[]> {
  const files = [ORDINARY, ORDINARY];
  const outcome = await runTrial(test, faults, plan, files);
  return [
    ...violationsOf(files, outcome, plan.injected),
    ...outcome.imports.flatMap(({ item }) => eventViolations(test.events ?? [], item)),
  ];
}
