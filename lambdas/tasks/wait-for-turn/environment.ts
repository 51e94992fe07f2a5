import * as z from 'zod';
import { VARIABLES } from '../../runtime/environment.ts';

export const WaitForTurnEnvironment = z.object({
  IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE,
});
