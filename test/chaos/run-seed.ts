import { setTimeout as wait } from 'node:timers/promises';
import { type InjectedFault, kindOf, seededFaults } from '../../local/faults/fault-plan.ts';
import { eventViolations } from '../support/status-events.ts';
import type { TestCloud } from '../support/test-cloud.ts';
import { STEP_LIMIT_MS } from '../support/time-limits.ts';
import { recoversSlowly } from './recovers-slowly.ts';
import { runTrial } from './run-trial.ts';
import type { SwitchedFaults } from './switched-faults.ts';
import { type Trial, trialOf } from './trial.ts';
import { violationsOf } from './verdict.ts';

export interface SeedRun {
  readonly trial: Trial;
  readonly injected: readonly InjectedFault[];
  /** Differences from the model. */
  readonly violations: readonly string[];
  readonly seconds: number;
}

/** Runs the trial of a seed with the faults of the same seed. */
export async function runSeed(test: TestCloud, faults: SwitchedFaults, seed: number): Promise<SeedRun> {
  const trial = trialOf(seed);
  const plan = seededFaults({ seed, excludes: recoversSlowly });
  const startedAt = performance.now();
  const run = runTrial(test, faults, plan, trial.files, trial.wanted).catch((error: Error) => error);
  const late = wait(STEP_LIMIT_MS, new Error('the cloud did not come to rest'), { ref: false });
  const outcome = await Promise.race([run, late]);
  const violations =
    outcome instanceof Error
      ? [outcome.message]
      : [
          ...violationsOf(trial.files, outcome, plan.injected, trial.wanted.purpose),
          ...outcome.imports.flatMap(({ item }) => eventViolations(test.events, item)),
        ];
  return { trial, injected: plan.injected, violations, seconds: (performance.now() - startedAt) / 1000 };
}

/** One line, and the details for a trial with violations. */
export function describeSeedRun({ trial, injected, violations, seconds }: SeedRun): string {
  const records = trial.files.map((file) => file.length).join(' + ');
  const verdict = violations.length === 0 ? 'as the model says' : 'VIOLATED';
  const { purpose = 'import', format = 'jsonl' } = trial.wanted;
  const kind = `${purpose}, ${format}`;
  const line = `seed ${trial.seed}: ${kind}, ${records} records, ${injected.length} faults, ${seconds.toFixed(1)} s, ${verdict}`;
  if (violations.length === 0) return line;
  const faults = injected.map(({ fault, occasion, nth }) => `${fault} at ${kindOf(occasion)} #${nth}`);
  const files = trial.files.map((file) => JSON.stringify(file));
  return [line, ...[...violations, ...faults, ...files].map((text) => `  ${text}`)].join('\n');
}
