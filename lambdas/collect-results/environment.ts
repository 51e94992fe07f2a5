import { z } from 'zod';
import { VARIABLES } from '../runtime/environment.ts';

export const CollectResultsEnvironment = z.object({
  IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE,
  RESULTS_BUCKET: VARIABLES.RESULTS_BUCKET,
});
