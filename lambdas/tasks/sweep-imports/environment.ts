import * as z from 'zod';
import { VARIABLES } from '../../runtime/environment.ts';

export const SweepImportsEnvironment = z.object({
  IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE,
  STATE_MACHINE_ARN: VARIABLES.STATE_MACHINE_ARN,
  RECOVERY_ARN: VARIABLES.RECOVERY_ARN,
});
