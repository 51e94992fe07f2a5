import type { ClaimStore } from '../adapters/dynamo-claim-store.ts';
import type { UserStore } from '../adapters/dynamo-user-store.ts';
import type { ClaimPosition } from '../core/apply/claim.ts';
import type { StoredUser } from '../core/apply/fold-user.ts';
import { NO_DIFF } from '../core/user/user-diff.ts';

export interface Tables {
  readonly users: UserStore;
  readonly claims: ClaimStore;
}

/**
 * The users table for one request that is no import: it has no turn and leaves no mark, so that a running import which
 * meets its write plans again on what it finds, and whose retries still find the marks of their own work (docs/adr/0016).
 */
export function unmarkedTables(
  { users, claims }: Tables,
  { tenant, importType }: { readonly tenant: string; readonly importType: string },
): Tables {
  /** As they were read last. */
  const seen = new Map<string, StoredUser | undefined>();

  /** An item without fields. Claims are taken for users that there are: these can be held back, see `fenceOwner`. */
  async function takePlace(userKey: string): Promise<void> {
    const nobody = { diff: NO_DIFF, mark: undefined, seen: undefined, absent: [] };
    await users.write({ userKey, tenant, importType, ...nobody });
  }

  return {
    users: {
      ...users,
      read: async (userKeys) => {
        const read = await users.read(userKeys);
        for (const key of userKeys) seen.set(key, read.get(key));
        return new Map([...read].map(([key, stored]) => [key, { ...stored, mark: undefined }]));
      },
      write: (write) => users.write({ ...write, mark: undefined }),
    },
    claims: {
      read: claims.read,
      acquire: async (claimKey, userKey, seenClaim) => {
        const stored = seen.get(userKey);
        if (stored === undefined) {
          await takePlace(userKey);
          // Taken by us or by somebody else, it is there: the request is to be planned anew.
          return false;
        }
        return claims.acquire(claimKey, userKey, seenClaim, positionAfter(stored));
      },
      // What nobody carries is nobody's, whatever its claim says; and a release has its place among an import's records.
      release: async () => undefined,
    },
  };
}

/** Behind every record that was applied to the user, whose release may still be under way; before every other. */
function positionAfter({ mark }: StoredUser): ClaimPosition {
  return { fencingToken: mark?.fencingToken ?? 0, recordNumber: mark?.lastRecordNumber ?? 0, between: true };
}
