import * as z from 'zod';
import { SETTINGS_KEY_PREFIX } from '../commands/edit-api-keys.ts';
import type { ApiKey } from '../contracts/api-key.ts';
import { PermissionSchema, TenantRoleSchema } from '../contracts/permissions.ts';
import type { SettingsKey } from '../contracts/tenant-settings.ts';
import { ALL_RIGHTS, permissionsOf } from '../core/access/rights.ts';

const time = z.iso.datetime();

/** What the API shows of an API key: never the key, nor its hash. */
export const ApiKeyViewSchema = z
  .object({
    id: z.string().meta({ example: 'key_0123456789abcdef' }),
    name: z.string(),
    status: z.enum(['active', 'expired', 'revoked']),
    role: TenantRoleSchema,
    permissions: z.array(PermissionSchema),
    importTypes: z.array(z.string()).optional().meta({ description: 'Absent: all.' }),
    createdAt: time,
    createdBy: z.object({ kind: z.string(), id: z.string() }).optional(),
    rotatedAt: time.optional(),
    previousValidUntil: time.optional().meta({
      description: 'The secret before the last rotation is accepted until then.',
    }),
    validUntil: time.optional(),
    lastUsedAt: time.optional(),
    revokedAt: time.optional(),
  })
  .meta({ id: 'ApiKey' });
type ApiKeyView = z.output<typeof ApiKeyViewSchema>;

export function apiKeyView(key: ApiKey, now: Date): ApiKeyView {
  const { keyId: id, name, role, importTypes, createdAt, createdBy, previous } = key;
  const { rotatedAt, validUntil, lastUsedAt, revokedAt } = key;
  return {
    id,
    name,
    status: statusOf(key, now),
    role,
    permissions: [...permissionsOf(key)],
    importTypes,
    createdAt,
    createdBy,
    rotatedAt,
    previousValidUntil: previous?.validUntil,
    validUntil,
    lastUsedAt,
    revokedAt,
  };
}

/** A key that is stored in the settings of the tenant: an earlier version created it. */
export function settingsKeyView({ name, createdAt }: SettingsKey): ApiKeyView {
  const { role, permissions } = ALL_RIGHTS;
  const id = `${SETTINGS_KEY_PREFIX}${name}`;
  return { id, name, status: 'active', role, permissions: [...permissions], createdAt };
}

function statusOf({ revokedAt, validUntil }: ApiKey, now: Date): ApiKeyView['status'] {
  if (revokedAt !== undefined) return 'revoked';
  return validUntil !== undefined && Date.parse(validUntil) <= now.getTime() ? 'expired' : 'active';
}
