import type { ImportType, UniqueValue } from '../import-type/import-type.ts';
import { givenBy, type User, type UserChange } from '../user/user.ts';
import { claimKeyOf } from '../user/user-key.ts';

type Keyed = Pick<UserChange, 'userKey' | 'set' | 'sets'>;

/**
 * Everything in the users table by which a valid record can get in another one's way: its user, and the claims of the
 * unique values that it carries or that may be generated for its user. Records without a key in common may be applied in
 * any order.
 */
export function conflictKeysOf(type: ImportType, tenant: string, change: Keyed): readonly string[] {
  const values = [...type.uniqueValues(givenBy(change)), ...(type.generated?.(change.userKey) ?? [])];
  return [change.userKey, ...values.map(({ scope, value }) => claimKeyOf(tenant, type.name, scope, value))];
}

/**
 * The claims that applying the record will ask for, but in rare cases: of the values that it carries, and of what is
 * generated for the user the first of each that it lacks.
 */
export function claimsToRead(
  type: ImportType,
  tenant: string,
  change: Keyed,
  user: User | undefined,
): readonly string[] {
  const first = new Map<string, UniqueValue>();
  for (const value of type.generated?.(change.userKey) ?? [])
    if (user?.fields.has(value.field) !== true && !first.has(value.field)) first.set(value.field, value);
  const values = [...type.uniqueValues(givenBy(change)), ...first.values()];
  return values.map(({ scope, value }) => claimKeyOf(tenant, type.name, scope, value));
}
