import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCloud, type TestCloud } from '../support/test-cloud.ts';
import { describeSeedRun, runSeed } from './run-seed.ts';
import { switchedFaults } from './switched-faults.ts';

/** A few of the trials of `npm run chaos`: imports, a confirmation, an evaluation. */
const SEEDS = [1, 3, 1_000_006, 1_000_014];

describe('an import with injected faults ends as the model says', () => {
  const faults = switchedFaults();
  let test: TestCloud;
  beforeAll(async () => {
    test = await startTestCloud({ faults });
  });
  afterAll(async () => test?.[Symbol.asyncDispose]());

  it.each(SEEDS)('seed %i', async (seed) => {
    const run = await runSeed(test, faults, seed);
    // The message contains all that is needed to repeat the trial.
    expect(run.violations, describeSeedRun(run)).toEqual([]);
    expect(run.injected.length).toBeGreaterThan(0);
  });
});
