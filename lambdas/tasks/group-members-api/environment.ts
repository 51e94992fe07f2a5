import * as z from 'zod';
import { VARIABLES } from '../../runtime/environment.ts';

export const GroupMembersApiEnvironment = z.object({
  IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE,
  USERS_TABLE: VARIABLES.USERS_TABLE,
  UPLOADS_BUCKET: VARIABLES.UPLOADS_BUCKET,
  WRITE_CONCURRENCY: VARIABLES.WRITE_CONCURRENCY,
});
