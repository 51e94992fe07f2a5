import * as z from 'zod';
import { VARIABLES } from '../../runtime/environment.ts';

export const ProcessDeferredEnvironment = z.object({
  IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE,
  USERS_TABLE: VARIABLES.USERS_TABLE,
  RESULTS_BUCKET: VARIABLES.RESULTS_BUCKET,
  WRITE_CONCURRENCY: VARIABLES.WRITE_CONCURRENCY,
});
