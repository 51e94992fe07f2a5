/** The audit trail: who did what to a tenant's imports, users, settings and bearers. */
import * as z from 'zod';

/**
 * Who acted. `invocation`: a function was invoked directly; CloudTrail knows the caller of the invocation with this id.
 * `upload`: a file that arrived, by the id of its import.
 */
export const ActorSchema = z.object({
  kind: z.enum(['api-key', 'session', 'operator', 'invocation', 'upload']),
  /** The name of the key, or the id of the session, operator or invocation. It is not secret. */
  id: z.string(),
  /** Of an operator, whose id is the subject of a token: the issuer of the token. */
  issuer: z.string().optional(),
  /** Of a session: the person's id in the company's own system. */
  person: z.string().optional(),
});
export type Actor = z.infer<typeof ActorSchema>;

/** The trail of acts on the stage itself, in the place of a tenant. No tenant can have this name. */
export const STAGE_TRAIL = '@stage';

/** One act. It contains ids only: no secrets, and nothing about users but hashes that are keyed by the tenant. */
export const AuditEntrySchema = z.object({
  at: z.iso.datetime(),
  /** The id of the operation of the API, also if a function was invoked directly: `confirmImport`. */
  operation: z.string(),
  by: ActorSchema,
  /** What was acted on: `importId`, `sessionId`, …; `changed`: names of what a change has changed. Personal values are hashes. */
  subject: z.record(z.string(), z.string()),
  /** Of the request or the invocation: its log lines have it too. */
  requestId: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntrySchema>;
