import {
  type Claims,
  type Fold,
  type FoldContext,
  foldUser,
  type PendingRecord,
} from '../core/apply/fold-user.ts';
import type { Prefetched } from './apply-to-user.ts';
import { type ClaimSource, readClaims } from './read-claims.ts';

/**
 * Folds, reading the claims that turn out to matter: where a generated value is somebody else's, another one's is asked
 * for. `claims` are all on which the fold depends.
 */
export async function foldWithClaims(
  userKey: string,
  pending: readonly PendingRecord[],
  { users, claims: known }: Prefetched,
  context: FoldContext & ClaimSource,
): Promise<{ readonly fold: Fold; readonly claims: Claims }> {
  const further = new Map();
  const claims: Claims = { get: (key) => further.get(key) ?? known.get(key) };
  for (;;) {
    const fold = foldUser(users.get(userKey), pending, claims, context);
    if (fold.unread === undefined) return { fold, claims };
    for (const [key, claim] of await readClaims(context, fold.unread, users)) further.set(key, claim);
  }
}
