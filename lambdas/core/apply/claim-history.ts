import { claimKeysOf } from '../import-type/claim-keys.ts';
import type { ImportType } from '../import-type/import-type.ts';
import { NO_USER, type User } from '../user/user.ts';

/** The claims that one user had at any point while a step's records were applied to it. */
export interface ClaimHistory {
  /** Number of the first record after which the user had the claim, by claim key. */
  readonly held: Map<string, number>;
  /** Number of the last record that released the claim, by claim key. */
  readonly released: Record<string, number>;
}

export function recordClaimHistory(
  { held, released }: ClaimHistory,
  users: { readonly before: User | undefined; readonly after: User },
  recordNumber: number,
  { type, tenant }: { readonly type: ImportType; readonly tenant: string },
): void {
  const before = claimKeysOf(users.before ?? NO_USER, tenant, type);
  const after = claimKeysOf(users.after, tenant, type);
  for (const key of before.difference(after)) released[key] = recordNumber;
  for (const key of after) if (!held.has(key)) held.set(key, recordNumber);
}
