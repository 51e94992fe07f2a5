import type { ImportType } from '../import-type.ts';
import type { UserChange } from '../user.ts';
import { claimKeyOf } from '../user-key.ts';

/**
 * Everything in the users table by which a valid record can get in another one's way: its user, and the claims of the
 * unique values that it carries. Records without a key in common may be applied in any order.
 */
export function conflictKeysOf(
  type: ImportType,
  tenant: string,
  change: Pick<UserChange, 'userKey' | 'set'>,
): readonly string[] {
  const claims = type.uniqueValues(change.set);
  return [change.userKey, ...claims.map(({ scope, value }) => claimKeyOf(tenant, type.name, scope, value))];
}
