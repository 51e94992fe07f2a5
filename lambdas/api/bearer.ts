/** What operations ask for. */
export const PERMISSIONS = [
  'imports:read',
  'imports:write',
  'sessions:write',
  'types:read',
  'tenant:read',
  'tenant:write',
  'users:read',
  'users:write',
  'users:erase',
  'audit:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** `importer`: a person in a browser, for the imports of the session. `tenant-admin`: the tenant's own backend. */
export type Role = 'importer' | 'tenant-admin';

const OF_ROLE: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  importer: new Set(['imports:read', 'imports:write', 'types:read']),
  'tenant-admin': new Set(PERMISSIONS),
};

/** Who calls. A bearer is always limited to one tenant. */
export interface Bearer {
  readonly kind: 'api-key' | 'session';
  /** For the log: the name of the key, or the id of the session. It is not secret. */
  readonly id: string;
  readonly tenant: string;
  readonly role: Role;
  /** Of a session: the import types that it allows. Absent: all. */
  readonly importTypes?: readonly string[] | undefined;
  /** Of a session: the person's id in the company's own system. */
  readonly person?: string | undefined;
}

export function isAllowed({ role }: Pick<Bearer, 'role'>, permission: Permission): boolean {
  return OF_ROLE[role].has(permission);
}
