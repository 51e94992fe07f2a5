import * as z from 'zod';
import { VARIABLES } from '../../runtime/environment.ts';

export const RecoverImportEnvironment = z.object({
  IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE,
  RECOVERY_ARN: VARIABLES.RECOVERY_ARN,
});
