import * as z from 'zod';

/** What operations of the API ask for. docs/api.md shows the texts. */
export const PERMISSIONS = {
  'imports:read': 'List and read imports; download their files',
  'imports:write': 'Create, confirm, cancel and resume imports',
  'types:read': 'Read import types',
  'sessions:write': 'Create and end import sessions',
  'tenant:read': 'Read the settings of the tenant',
  'tenant:write': 'Change the settings of the tenant',
  'keys:read': 'List the API keys of the tenant',
  'keys:write': 'Create, rotate and revoke API keys',
  'users:read': 'Read users',
  'users:write': 'Create and change users',
  'users:erase': 'Erase users',
  'tenant:erase': 'Erase the tenant of the bearer',
  'erasures:read': 'See how far erasures are',
  'tenants:erase': 'Erase tenants of the stage',
  'audit:read': 'Read the audit trail',
  'webhooks:manage': 'Create, change and delete webhooks; list their messages and send them again',
  'stage:read': 'See imports, queues and activity of all tenants, without file names and values',
  'stage:write': 'Release turns; send dead letters of the stage again, and delete them',
  'tenants:read': 'List the tenants of the stage',
  'tenants:write': 'Create, suspend and resume tenants',
} as const;
export type Permission = keyof typeof PERMISSIONS;
export const PermissionSchema = z.enum(Object.keys(PERMISSIONS) as [Permission, ...Permission[]]);

/** The most that a bearer of each role may do. A bearer of a tenant may have less. */
export const PERMISSIONS_OF_ROLE = {
  /** A person in a browser, for imports of their own. */
  importer: ['imports:read', 'imports:write', 'types:read'],
  /** The tenant's own backend, for all imports of the tenant. */
  'tenant-admin': [
    'imports:read',
    'imports:write',
    'types:read',
    'sessions:write',
    'tenant:read',
    'tenant:write',
    'keys:read',
    'keys:write',
    'users:read',
    'users:write',
    'users:erase',
    'tenant:erase',
    'erasures:read',
    'audit:read',
    'webhooks:manage',
  ],
  /** Who runs the stage. Operators see no data of tenants: they create a session of a tenant for it. */
  operator: [
    'sessions:write',
    'stage:read',
    'stage:write',
    'tenants:read',
    'tenants:write',
    'tenants:erase',
    'erasures:read',
  ],
} as const satisfies Readonly<Record<string, readonly Permission[]>>;
export type Role = keyof typeof PERMISSIONS_OF_ROLE;

/**
 * What a bearer that is limited to import types can be allowed: operations that ask for these are about things of one import type,
 * or about what the bearer itself has made. All others are about the tenant as a whole.
 */
export const PERMISSIONS_OF_TYPES: readonly Permission[] = [
  'imports:read',
  'imports:write',
  'types:read',
  'sessions:write',
  'users:read',
  'users:write',
  'users:erase',
  'erasures:read',
];

/** The roles of bearers that belong to a tenant, the lower one first. */
export const TenantRoleSchema = z.enum(['importer', 'tenant-admin']);
export type TenantRole = z.infer<typeof TenantRoleSchema>;
