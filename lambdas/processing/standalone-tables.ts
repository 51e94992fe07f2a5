import type { ClaimStore } from '../adapters/dynamo-claim-store.ts';
import type { UserStore } from '../adapters/dynamo-user-store.ts';
import type { ClaimPosition } from '../core/apply/claim.ts';
import type { StoredUser } from '../core/user/stored-user.ts';
import { NO_DIFF } from '../core/user/user-diff.ts';

export interface Tables {
  readonly users: UserStore;
  readonly claims: ClaimStore;
}

/**
 * The users table for one standalone request, which is not part of an import. It has no turn and writes no marks: a running
 * import that meets its write reads the user and plans again, and the import's retries still find their own marks
 * (docs/adr/0016).
 */
export function standaloneTables(
  { users, claims }: Tables,
  { tenant, importType }: { readonly tenant: string; readonly importType: string },
): Tables {
  /** Users as they were last read. */
  const lastRead = new Map<string, StoredUser | undefined>();

  /** Writes an item without fields. Only a user that exists may acquire claims: `fenceOwner` can then stop its writers. */
  async function writePlaceholder(userKey: string): Promise<void> {
    const placeholder = { diff: NO_DIFF, mark: undefined, expected: undefined, absent: [] };
    await users.write({ userKey, tenant, importType, ...placeholder });
  }

  return {
    users: {
      ...users,
      read: async (userKeys) => {
        const read = await users.read(userKeys);
        for (const key of userKeys) lastRead.set(key, read.get(key));
        return new Map([...read].map(([key, stored]) => [key, { ...stored, mark: undefined }]));
      },
      write: (write) => users.write({ ...write, mark: undefined }),
    },
    claims: {
      read: claims.read,
      acquire: async (claimKey, userKey, expectedClaim) => {
        const stored = lastRead.get(userKey);
        if (stored === undefined) {
          await writePlaceholder(userKey);
          // The item exists now, written by this request or by another writer: the request must be planned again.
          return false;
        }
        return claims.acquire(claimKey, userKey, expectedClaim, positionAfter(stored));
      },
      // Not needed: a claim whose owner does not have the value does not count. And a release needs a position among an
      // import's records, which a standalone request does not have.
      release: async () => undefined,
    },
  };
}

/** After every record that was applied to the user, whose release may still be in progress, and before all others. */
function positionAfter({ mark }: StoredUser): ClaimPosition {
  return { fencingToken: mark?.fencingToken ?? 0, recordNumber: mark?.lastRecordNumber ?? 0, between: true };
}
