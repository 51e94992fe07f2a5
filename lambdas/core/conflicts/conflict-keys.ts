import { claimKey } from '../import-type/claim-keys.ts';
import type { ImportType, UniqueValue } from '../import-type/import-type.ts';
import { givenBy, type User, type UserChange } from '../user/user.ts';

type Keyed = Pick<UserChange, 'userKey' | 'set' | 'sets'>;

/**
 * The keys of everything in the users table that a valid record depends on or changes: its user, and the claims of the
 * unique values that it carries or that may be generated for its user. Records without a common key may be applied in
 * any order.
 */
export function conflictKeysOf(type: ImportType, tenant: string, change: Keyed): readonly string[] {
  const values = [...type.uniqueValues(givenBy(change)), ...(type.generated?.(change.userKey) ?? [])];
  return [change.userKey, ...values.map((value) => claimKey(value, tenant, type))];
}

/**
 * The claims that applying the record needs, except in rare cases: those of the values that it carries, and those of the
 * first candidate of each generated value that the user does not have.
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
  return values.map((value) => claimKey(value, tenant, type));
}
