import * as z from 'zod';
import { ActorSchema } from './audit.ts';
import { TenantSchema } from './import-options.ts';
import { PermissionSchema, TenantRoleSchema } from './permissions.ts';

export const ApiKeyIdSchema = z
  .string()
  .regex(/^key_[0-9a-f]{16}$/, 'the id of an API key is key_ and 16 lower-case hex digits');

export const ApiKeyNameSchema = z
  .string()
  .regex(
    /^(?!\s)[^\p{Cc}]{1,100}(?<!\s)$/u,
    'expected 1 to 100 characters without leading or trailing spaces',
  );

/** Minutes for which the secret before a rotation stays valid. */
export const GRACE_MINUTES = { byDefault: 24 * 60, most: 30 * 24 * 60 } as const;

/** Of a tenant, without those that are revoked. */
export const MAX_API_KEYS = 100;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hex digits');

/** An API key of a tenant: `rk_<tenant>_<secret>`. The secret is shown once, and only its hash is stored. */
export const ApiKeySchema = z.object({
  /** A part of the secret text that is not secret itself: the key of the item. */
  keyId: ApiKeyIdSchema,
  tenant: TenantSchema,
  name: ApiKeyNameSchema,
  role: TenantRoleSchema,
  /** At most those of the role. */
  permissions: z.array(PermissionSchema),
  /** Absent: all import types. */
  importTypes: z.array(z.string()).optional(),
  /** Of the whole text `rk_…`. */
  sha256,
  /** The text before the last rotation, while it is still accepted. */
  previous: z.object({ sha256, validUntil: z.iso.datetime() }).optional(),
  createdAt: z.iso.datetime(),
  createdBy: ActorSchema,
  rotatedAt: z.iso.datetime().optional(),
  /** Absent: until it is revoked. */
  validUntil: z.iso.datetime().optional(),
  /** Up to 10 minutes before the last use: it is not written for each request. */
  lastUsedAt: z.iso.datetime().optional(),
  revokedAt: z.iso.datetime().optional(),
});
export type ApiKey = z.infer<typeof ApiKeySchema>;
