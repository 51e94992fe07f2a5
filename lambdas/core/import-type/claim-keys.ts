import type { User } from '../user/user.ts';
import { claimKeyOf } from '../user/user-key.ts';
import type { ImportType, UniqueValue } from './import-type.ts';

/** The key of the claim of a unique value. */
export function claimKey({ scope, value }: UniqueValue, tenant: string, type: ImportType): string {
  return claimKeyOf(tenant, type.name, scope, value);
}

/** The keys of the claims of all unique values that a user has. */
export function claimKeysOf(user: User, tenant: string, type: ImportType): ReadonlySet<string> {
  return new Set(type.uniqueValues(user).map((value) => claimKey(value, tenant, type)));
}
