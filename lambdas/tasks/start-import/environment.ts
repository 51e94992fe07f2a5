import * as z from 'zod';
import { VARIABLES } from '../../runtime/environment.ts';

export const StartImportEnvironment = z.object({
  IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE,
  STATE_MACHINE_ARN: VARIABLES.STATE_MACHINE_ARN,
});
