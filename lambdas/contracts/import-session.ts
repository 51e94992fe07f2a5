import * as z from 'zod';
import { TenantSchema } from './import-options.ts';

/** Minutes for which a session may be valid. */
export const SESSION_MINUTES = { least: 1, byDefault: 30, most: 60 } as const;

export const SessionIdSchema = z.string().regex(/^[0-9a-f]{24}$/, 'a session id is 24 lower-case hex digits');

/** A session for a browser: created with an API key, valid for a short time, limited to one tenant. */
export const ImportSessionSchema = z.object({
  /** A part of the token that is not secret: for the log, and to revoke the session. */
  sessionId: SessionIdSchema,
  /** Of the whole token, as lower-case hex digits. The token itself is not stored. */
  sha256: z.string(),
  tenant: TenantSchema,
  /** Absent: all import types. */
  importTypes: z.array(z.string()).optional(),
  /** The person's id in the company's own system. */
  person: z.string().optional(),
  createdAt: z.iso.datetime(),
  /** Compared by each request, because DynamoDB deletes expired items late. */
  validUntil: z.iso.datetime(),
});
export type ImportSession = z.infer<typeof ImportSessionSchema>;
