import * as z from 'zod';
import { ActorSchema } from './audit.ts';
import { TenantSchema } from './import-options.ts';
import { PERMISSIONS_OF_ROLE, type Permission, PermissionSchema, TenantRoleSchema } from './permissions.ts';

/** Minutes for which a session may be valid. */
export const SESSION_MINUTES = { least: 1, byDefault: 30, most: 60 } as const;

/**
 * What a session is allowed at most, unless its creator asks for more. It cannot create sessions: it could prolong itself.
 * The tenant is erased with a key, or by an operator.
 */
export const SESSION_PERMISSIONS: readonly Permission[] = PERMISSIONS_OF_ROLE['tenant-admin'].filter(
  (permission) => !['sessions:write', 'keys:write', 'tenant:erase'].includes(permission),
);
/**
 * What a session can be allowed on request. The keys that it creates outlive it, so that a page whose session leaks could hand out
 * keys: a backend asks for it only for a person that administrates the tenant. Operators always get it.
 */
export const KEY_SESSION_PERMISSIONS: readonly Permission[] = [...SESSION_PERMISSIONS, 'keys:write'];

export const SessionIdSchema = z.string().regex(/^[0-9a-f]{24}$/, 'a session id is 24 lower-case hex digits');

/** A session for a browser: created with an API key or by an operator, valid for a short time, limited to one tenant. */
export const ImportSessionSchema = z.object({
  /** A part of the token that is not secret: for the log, and to revoke the session. */
  sessionId: SessionIdSchema,
  /** Of the whole token, as lower-case hex digits. The token itself is not stored. */
  sha256: z.string(),
  tenant: TenantSchema,
  role: TenantRoleSchema.default('importer'),
  /** Absent: of a session that an earlier version created. It has all permissions of an importer. */
  permissions: z.array(PermissionSchema).default([...PERMISSIONS_OF_ROLE.importer]),
  /** Absent: all import types. */
  importTypes: z.array(z.string()).optional(),
  /** The person's id in the company's own system. */
  person: z.string().optional(),
  /** The only origin of pages that may use the session. Absent: any. */
  origin: z.string().optional(),
  createdAt: z.iso.datetime(),
  /** The session ends when the API key that created it is revoked. */
  createdBy: ActorSchema.optional(),
  /** Compared by each request, because DynamoDB deletes expired items late. */
  validUntil: z.iso.datetime(),
});
export type ImportSession = z.infer<typeof ImportSessionSchema>;
