import * as z from 'zod';
import { VARIABLES } from '../../runtime/environment.ts';

export const CollectPreviewEnvironment = z.object({
  IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE,
  USERS_TABLE: VARIABLES.USERS_TABLE,
  PREVIEWS_TABLE: VARIABLES.PREVIEWS_TABLE,
  RESULTS_BUCKET: VARIABLES.RESULTS_BUCKET,
});
