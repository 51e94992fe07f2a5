import {
  PERMISSIONS_OF_ROLE,
  PERMISSIONS_OF_TYPES,
  type Permission,
  type TenantRole,
} from '../../contracts/permissions.ts';

/** What a bearer of a tenant may do, and until when. */
export interface Rights {
  readonly role: TenantRole;
  readonly permissions: readonly Permission[];
  /** Absent: all import types. */
  readonly importTypes?: readonly string[] | undefined;
  /** ISO 8601 in UTC. Absent: until it is revoked. */
  readonly validUntil?: string | undefined;
}

/** The rights that a new bearer is to have. What is absent becomes as much as is possible. */
export type WantedRights = { readonly [Name in keyof Rights]?: Rights[Name] | undefined };

export type Granted =
  | { readonly ok: true; readonly rights: Rights }
  | { readonly ok: false; readonly field: keyof Rights; readonly message: string };

/** Rights without a limit: of who may invoke functions of the stage, and of an operator. */
export const ALL_RIGHTS: Rights = {
  role: 'tenant-admin',
  permissions: PERMISSIONS_OF_ROLE['tenant-admin'],
};

/** The permissions that take effect: a stored bearer may have others, from before they depended on its import types. */
export function permissionsOf({
  permissions,
  importTypes,
}: Pick<Rights, 'permissions' | 'importTypes'>): readonly Permission[] {
  if (importTypes === undefined) return permissions;
  return permissions.filter((one) => PERMISSIONS_OF_TYPES.includes(one));
}

/**
 * The rights of a new bearer. They never exceed those of the bearer that creates it.
 * @param grantable what a bearer of this kind may have at most
 */
export function grantRights(
  own: Rights,
  { role = own.role, permissions, importTypes, validUntil }: WantedRights,
  grantable: readonly Permission[] = PERMISSIONS_OF_ROLE['tenant-admin'],
): Granted {
  if (role === 'tenant-admin' && own.role === 'importer')
    return refused('role', 'The role exceeds the role of the bearer that you use.');
  const most: readonly Permission[] = PERMISSIONS_OF_ROLE[role];
  const types = importTypes ?? own.importTypes;
  const possible = permissionsOf({
    permissions: most.filter((one) => own.permissions.includes(one) && grantable.includes(one)),
    importTypes: types,
  });
  const tooMuch = permissions?.find((one) => !possible.includes(one));
  if (tooMuch !== undefined) return refused('permissions', reasonAgainst(tooMuch, own, { role, types }));
  const foreign = importTypes?.find((name) => own.importTypes?.includes(name) === false);
  if (foreign !== undefined)
    return refused('importTypes', `The bearer that you use is not for the import type ${foreign}.`);
  if (own.validUntil !== undefined && isLater(validUntil ?? own.validUntil, own.validUntil))
    return refused('validUntil', `The bearer that you use is valid until ${own.validUntil}.`);
  return {
    ok: true,
    rights: {
      role,
      permissions: permissions === undefined ? possible : [...new Set(permissions)],
      importTypes: types,
      validUntil: validUntil ?? own.validUntil,
    },
  };
}

/** Whether a bearer with rights `own` may hand out a bearer with these rights. */
export function covers(own: Rights, other: Rights): boolean {
  const { role, importTypes, validUntil } = other;
  const permissions = permissionsOf(other);
  const isTypeOf = own.importTypes === undefined || importTypes !== undefined;
  const isTimeOf = own.validUntil === undefined || validUntil !== undefined;
  return isTypeOf && isTimeOf && grantRights(own, { role, permissions, importTypes, validUntil }).ok;
}

function reasonAgainst(
  permission: Permission,
  own: Rights,
  { role, types }: { readonly role: TenantRole; readonly types: Rights['importTypes'] },
): string {
  if (!PERMISSIONS_OF_ROLE[role].some((one) => one === permission))
    return `The role ${role} does not have the permission ${permission}.`;
  if (!own.permissions.includes(permission))
    return `The bearer that you use does not have the permission ${permission}.`;
  if (types !== undefined && !PERMISSIONS_OF_TYPES.includes(permission))
    return `A bearer that is limited to import types cannot have the permission ${permission}, which is about the whole tenant.`;
  return `A bearer of this kind cannot have the permission ${permission}.`;
}

function refused(field: keyof Rights, message: string): Granted {
  return { ok: false, field, message };
}

function isLater(one: string, other: string): boolean {
  return Date.parse(one) > Date.parse(other);
}
