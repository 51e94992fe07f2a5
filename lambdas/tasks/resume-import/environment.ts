import * as z from 'zod';
import { VARIABLES } from '../../runtime/environment.ts';

export const ResumeImportEnvironment = z.object({
  IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE,
  RESULTS_BUCKET: VARIABLES.RESULTS_BUCKET,
  STATE_MACHINE_ARN: VARIABLES.STATE_MACHINE_ARN,
});
