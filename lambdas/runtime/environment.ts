import * as z from 'zod';
import { ConfirmationContactSchema } from '../contracts/confirmation-contact.ts';
import { DeadLetterPlacesSchema } from '../contracts/dead-letter.ts';
import { ImportLinkSchema } from '../contracts/import-link.ts';
import { IssuersSchema } from '../contracts/issuer.ts';
import { TenantPolicySchema } from '../contracts/tenant.ts';

/**
 * The environment variables that a function may ask for. TASK_VARIABLES (composition/environments.ts) picks those of each task, which types both the
 * running process and the CDK construct: a variable that the stack forgets does not compile.
 */
const name = z.string().min(1);
const positiveInteger = z.coerce.number().int().positive();

/** Text that is no JSON stays text, which the schema of the value refuses. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const VARIABLES = {
  IMPORTS_TABLE: name,
  USERS_TABLE: name,
  PREVIEWS_TABLE: name,
  RESULTS_BUCKET: name,
  UPLOADS_BUCKET: name,
  /** Of `user-import`. */
  STATE_MACHINE_ARN: name,
  /** Of `recover-import`. */
  RECOVERY_ARN: name,
  WEBHOOKS_TABLE: name,
  /** `loopback`: endpoints on this machine are reached too, without TLS. */
  WEBHOOK_HOSTS: z.enum(['public', 'loopback']),
  /** The name of the event bus. */
  EVENT_BUS: name,
  /** Of `erase-data`. */
  ERASE_DATA_ARN: name,
  SENDER_ADDRESS: z.email(),
  /** The recipient of e-mails about imports whose sender gave no address. */
  FALLBACK_NOTIFY_ADDRESS: z.email(),
  /** Empty: the stage names none. */
  CONFIRMATION_CONTACT: z.union([z.literal(''), ConfirmationContactSchema]),
  /** In e-mails. On one machine, without TLS. */
  IMPORT_LINK: ImportLinkSchema,
  /** Which tenants the stage imports for. */
  TENANTS: TenantPolicySchema,
  /** Of operators' tokens, as JSON. */
  ISSUERS: z.string().transform(jsonOf).pipe(IssuersSchema),
  /** The dead-letter queues of the stage, as JSON. */
  DEAD_LETTER_QUEUES: z.string().transform(jsonOf).pipe(DeadLetterPlacesSchema),
  /** Of a tenant, in each instance of the API's function. */
  REQUESTS_PER_SECOND: positiveInteger,
  /** Days for which the stage keeps files and items. */
  RETENTION_DAYS: positiveInteger,
  /** Bytes of an upload, after decompression as well. */
  MAX_FILE_BYTES: positiveInteger,
  CHUNK_BYTES: positiveInteger,
  CHUNK_RECORDS: positiveInteger,
  /** Chunks processed at the same time. */
  MAX_CONCURRENCY: positiveInteger,
  /** Users written at the same time by one worker. */
  WRITE_CONCURRENCY: positiveInteger,
} as const;

export type VariableName = keyof typeof VARIABLES;
