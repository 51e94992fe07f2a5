import * as z from 'zod';
import { PermissionSchema, type Role, TenantRoleSchema } from '../../contracts/permissions.ts';
import { isOperator } from '../bearer.ts';
import { operation } from '../operation.ts';
import { Problem } from '../problem.ts';

const RoleSchema = z.enum([...TenantRoleSchema.options, 'operator'] as const satisfies readonly Role[]);

const getSession = operation({
  id: 'getSession',
  method: 'GET',
  path: '/v1/session',
  tag: 'Sessions',
  summary: 'Shows who the bearer is: its tenant, role, permissions and end.',
  description: 'A page shows by it what its person can do.',
  callers: 'any',
  status: 200,
  result: z
    .object({
      kind: z.enum(['api-key', 'session', 'operator']),
      id: z
        .string()
        .meta({ description: 'Of the key or the session; of an operator, the subject of the token.' }),
      tenant: z.string().optional().meta({ description: 'Absent for an operator.' }),
      role: RoleSchema,
      permissions: z.array(PermissionSchema),
      importTypes: z.array(z.string()).optional().meta({ description: 'Absent: all.' }),
      person: z.string().optional(),
      origin: z.string().optional().meta({ description: 'The only page that may use the session.' }),
      validUntil: z.iso.datetime().optional().meta({ description: 'Absent: until it is revoked.' }),
      rememberColumns: z.boolean().optional().meta({
        description: 'Whether the bearer may store how columns are read, for all imports of the tenant.',
      }),
      reviewRequired: z.boolean().optional().meta({
        description: 'Whether its imports are evaluated, and wait for a confirmation.',
      }),
      maxFileBytes: z.int(),
    })
    .meta({ id: 'OwnSession' }),
  async run({ bearer }, { tenants, maxFileBytes }) {
    const { kind, id, role } = bearer;
    const permissions = [...bearer.permissions];
    if (isOperator(bearer)) return { body: { kind, id, role, permissions, maxFileBytes } };
    const { tenant, importTypes, person, origin, validUntil } = bearer;
    const { rememberColumns, reviewRequired } = await tenants.read(tenant);
    const isImporter = role === 'importer';
    return {
      body: {
        ...{ kind, id, tenant, role, permissions, person, origin, validUntil, maxFileBytes },
        importTypes: importTypes && [...importTypes],
        rememberColumns: permissions.includes('imports:write') && (rememberColumns || !isImporter),
        reviewRequired: reviewRequired && isImporter,
      },
    };
  },
});

const endSession = operation({
  id: 'endSession',
  method: 'DELETE',
  path: '/v1/session',
  tag: 'Sessions',
  summary: 'Ends the session of the bearer.',
  description:
    'For a page whose person signs out. Its token is refused from then on. API keys cannot end themselves: revoke them.',
  status: 204,
  async run({ bearer: { kind, id } }, { sessions }) {
    if (kind !== 'session')
      throw new Problem(
        'forbidden',
        'Only a session can end itself. Revoke an API key with DELETE /v1/api-keys/{keyId}.',
      );
    await sessions.remove(id);
    return { body: undefined };
  },
});

export const OWN_SESSION_OPERATIONS = [getSession, endSession];
