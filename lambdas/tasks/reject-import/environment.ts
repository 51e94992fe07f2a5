import * as z from 'zod';
import { VARIABLES } from '../../runtime/environment.ts';

export const RejectImportEnvironment = z.object({
  IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE,
});
