import fc from 'fast-check';
import { arbitraryFile } from '../lambdas/processing/arbitrary-file.ts';
import type { ModelRecord } from '../lambdas/processing/model.ts';

/** What a seed stands for, its faults apart. */
export interface Trial {
  readonly seed: number;
  /** One after another, for one tenant. */
  readonly files: readonly (readonly ModelRecord[])[];
}

/** The trial of a seed: the same for ever, as long as the generator is the same. */
export function trialOf(seed: number): Trial {
  const files = fc.array(arbitraryFile, { minLength: 1, maxLength: 2 });
  const [drawn = []] = fc.sample(files, { seed, numRuns: 1 });
  return { seed, files: drawn };
}
