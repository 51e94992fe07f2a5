import fc from 'fast-check';
import { arbitraryFile } from '../lambdas/processing/arbitrary-file.ts';
import type { ModelRecord } from '../lambdas/processing/model.ts';
import type { Wanted } from './run-trial.ts';
import { asRow } from './trial-file.ts';

/** What a seed decides, without its faults. */
export interface Trial {
  readonly seed: number;
  /** One after another, for one tenant. */
  readonly files: readonly (readonly ModelRecord[])[];
  readonly wanted: Wanted;
}

/** Lower seeds always mean imports of JSON Lines, so that a seed that once failed keeps its meaning. */
export const FIRST_OF_ALL_KINDS = 1_000_000;

const KINDS: readonly Wanted[] = [
  { purpose: 'import', format: 'jsonl' },
  { purpose: 'confirm', format: 'csv' },
  { purpose: 'import', format: 'csv' },
  { purpose: 'confirm', format: 'jsonl' },
  { purpose: 'evaluate', format: 'csv' },
];

/** The trial of a seed. It changes only with the generator. */
export function trialOf(seed: number): Trial {
  const files = fc.array(arbitraryFile, { minLength: 1, maxLength: 2 });
  const [drawn = []] = fc.sample(files, { seed, numRuns: 1 });
  const wanted = (seed < FIRST_OF_ALL_KINDS ? undefined : KINDS[seed % KINDS.length]) ?? {};
  return { seed, files: wanted.format === 'csv' ? drawn.map((file) => file.map(asRow)) : drawn, wanted };
}
