import * as z from 'zod';
import { VARIABLES } from '../../runtime/environment.ts';

export const InspectFileEnvironment = z.object({
  IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE,
  MAX_FILE_BYTES: VARIABLES.MAX_FILE_BYTES,
});
