import type { ClaimItem, ClaimStore } from '../adapters/dynamo-claim-store.ts';
import type { UserStore } from '../adapters/dynamo-user-store.ts';
import { type Release, type StoredClaim, UNCLAIMED } from '../core/apply/claim.ts';
import { claimKeysOf, type StoredUser } from '../core/apply/fold-user.ts';
import type { ImportType } from '../core/import-type/import-type.ts';

export interface ClaimSource {
  readonly claims: Pick<ClaimStore, 'read'>;
  readonly users: Pick<UserStore, 'read'>;
  readonly type: ImportType;
  readonly tenant: string;
}

/**
 * A claim for each of these keys, held against their owners: a claim counts only if its owner carries the value. `known`
 * are users that were read a moment ago.
 */
export async function readClaims(
  source: ClaimSource,
  claimKeys: ReadonlySet<string>,
  known: ReadonlyMap<string, StoredUser>,
): Promise<ReadonlyMap<string, StoredClaim>> {
  if (claimKeys.size === 0) return new Map();
  const items = await source.claims.read([...claimKeys]);
  const owners = new Set(
    [...items.values()].map(({ owner }) => owner).filter((owner) => owner !== undefined),
  );
  const unread = [...owners.difference(new Set(known.keys()))];
  const read = unread.length === 0 ? new Map<string, StoredUser>() : await source.users.read(unread);
  const userOf = (key: string): StoredUser | undefined => known.get(key) ?? read.get(key);
  const claimOf = (key: string): StoredClaim => {
    const item = items.get(key);
    return item === undefined ? UNCLAIMED : verified(source, key, item, userOf);
  };
  return new Map([...claimKeys].map((key) => [key, claimOf(key)]));
}

function verified(
  { type, tenant }: ClaimSource,
  claimKey: string,
  { owner, released, takes }: ClaimItem,
  userOf: (key: string) => StoredUser | undefined,
): StoredClaim {
  if (owner === undefined) return { recordedOwner: undefined, holder: undefined, released };
  const user = userOf(owner);
  const seen = { recordedOwner: owner, ...(user && { owner: user }), ...(takes !== undefined && { takes }) };
  const carries = user !== undefined && claimKeysOf(user.user, tenant, type).has(claimKey);
  if (carries) return { ...seen, holder: owner, released };
  return { ...seen, holder: undefined, released: releaseOf(owner, user, claimKey) ?? released };
}

/** The user gave the value up, and whoever wrote that died before it could say so in the claim. */
function releaseOf(by: string, user: StoredUser | undefined, claimKey: string): Release | undefined {
  const recordNumber = user?.mark?.released[claimKey];
  const importId = user?.mark?.importId;
  return recordNumber === undefined || importId === undefined ? undefined : { by, importId, recordNumber };
}
