import * as z from 'zod';
import { VARIABLES } from '../../runtime/environment.ts';

export const EditTenantEnvironment = z.object({
  IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE,
});
