import * as z from 'zod';
import { VARIABLES } from '../../runtime/environment.ts';

export const NotifyRequesterEnvironment = z.object({
  IMPORTS_TABLE: VARIABLES.IMPORTS_TABLE,
  RESULTS_BUCKET: VARIABLES.RESULTS_BUCKET,
  SENDER_ADDRESS: VARIABLES.SENDER_ADDRESS,
  FALLBACK_NOTIFY_ADDRESS: VARIABLES.FALLBACK_NOTIFY_ADDRESS,
});
