import * as z from 'zod';
import { VARIABLES } from '../../runtime/environment.ts';

export const CollectResultsEnvironment = z.object({
  IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE,
  USERS_TABLE: VARIABLES.USERS_TABLE,
  RESULTS_BUCKET: VARIABLES.RESULTS_BUCKET,
});
