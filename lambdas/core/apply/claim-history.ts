import { claimKeysOf } from '../import-type/claim-keys.ts';
import type { ImportType } from '../import-type/import-type.ts';
import { NO_USER, type User } from '../user/user.ts';

/** The claims that one user had at any point while a step's records were applied to it. */
export interface ClaimHistory {
  /** Number of the last record that gave the user the claim, by claim key. */
  readonly held: Map<string, number>;
  /** Number of the last record that released the claim, by claim key. */
  readonly released: Record<string, number>;
  /** Bytes that `released` takes in an item, at most. */
  releasedBytes: number;
}

/** What DynamoDB takes for the number of a record and for an entry of a map. */
const ENTRY_BYTES = 24;

/** Bytes of claim keys in a map of an item, at most. */
export function claimBytes(keys: ReadonlySet<string>): number {
  let bytes = 0;
  for (const key of keys) bytes += Buffer.byteLength(key) + ENTRY_BYTES;
  return bytes;
}

export function recordClaimHistory(
  history: ClaimHistory,
  users: { readonly before: User | undefined; readonly after: User },
  recordNumber: number,
  { type, tenant }: { readonly type: ImportType; readonly tenant: string },
): void {
  const before = claimKeysOf(users.before ?? NO_USER, tenant, type);
  const after = claimKeysOf(users.after, tenant, type);
  const { held, released } = history;
  const gone = before.difference(after);
  for (const key of gone) released[key] = recordNumber;
  history.releasedBytes += claimBytes(gone);
  for (const key of after.difference(before)) held.set(key, recordNumber);
}
