import * as z from 'zod';
import { VARIABLES } from '../../runtime/environment.ts';

export const UpsertUserEnvironment = z.object({
  IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE,
  USERS_TABLE: VARIABLES.USERS_TABLE,
});
