import type { ClaimItem, ClaimStore } from '../adapters/dynamo-claim-store.ts';
import type { UserStore } from '../adapters/dynamo-user-store.ts';
import {
  type ClaimPosition,
  positionOf,
  type Release,
  type StoredClaim,
  UNCLAIMED,
} from '../core/apply/claim.ts';
import { claimKeysOf } from '../core/import-type/claim-keys.ts';
import type { ImportType } from '../core/import-type/import-type.ts';
import type { StoredUser } from '../core/user/stored-user.ts';

export interface ClaimSource {
  readonly claims: Pick<ClaimStore, 'read'>;
  readonly users: Pick<UserStore, 'read'>;
  readonly type: ImportType;
  readonly tenant: string;
}

/**
 * Reads a claim for each of the keys and checks it against its owner: a claim counts only if its owner has the value.
 * `known`: users that were read a moment ago and need not be read again.
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
  { owner, released, since, takes }: ClaimItem,
  userOf: (key: string) => StoredUser | undefined,
): StoredClaim {
  if (owner === undefined) return { recordedOwner: undefined, holder: undefined, released };
  const position = positionOf(since);
  const user = userOf(owner);
  const recorded = {
    recordedOwner: owner,
    ...(user && { owner: user }),
    since: position,
    ...(takes !== undefined && { takes }),
  };
  const hasValue = user !== undefined && claimKeysOf(user.user, tenant, type).has(claimKey);
  if (hasValue) return { ...recorded, holder: owner, released };
  return { ...recorded, holder: undefined, released: releaseOf(owner, user, claimKey, position) ?? released };
}

/** The release by a user that gave the value up, when its writer died before it could write the release to the claim. */
function releaseOf(
  by: string,
  user: StoredUser | undefined,
  claimKey: string,
  since: ClaimPosition | undefined,
): Release | undefined {
  const recordNumber = user?.mark?.released[claimKey];
  const importId = user?.mark?.importId;
  return recordNumber === undefined || importId === undefined
    ? undefined
    : { by, importId, recordNumber, since };
}
