import type { ClaimStore } from '../adapters/dynamo-claim-store.ts';
import type { UserStore } from '../adapters/dynamo-user-store.ts';
import type { WriteMark } from '../contracts/write-mark.ts';
import { type StoredClaim, UNCLAIMED } from '../core/apply/claim.ts';
import type {
  Claims,
  Fold,
  FoldContext,
  FoldWrite,
  PendingRecord,
  StoredUser,
} from '../core/apply/fold-user.ts';
import { ownMark } from '../core/apply/write-mark.ts';
import { claimsToRead } from '../core/conflicts/conflict-keys.ts';
import { NO_DIFF } from '../core/user/user-diff.ts';
import { RollcallError } from '../runtime/errors.ts';
import { foldWithClaims } from './fold-with-claims.ts';
import { readClaims } from './read-claims.ts';

/** Other writers of ours (a doubled invocation) can come between at most so often before the chunk is given back. */
const MAX_ATTEMPTS = 8;

export interface ApplyContext extends FoldContext {
  readonly users: UserStore;
  readonly claims: ClaimStore;
}

/** What was read before, for many users at once. */
export interface Prefetched {
  readonly users: ReadonlyMap<string, StoredUser>;
  readonly claims: Claims;
  /** Present where nobody has looked, and users are only assumed not to exist: to be told where that does not do. */
  readonly refute?: () => void;
}

/**
 * Applies records about one user, in order, with one write; `prefetched` serves the first attempt. Claims are taken
 * before the user is written and given up after it, see core/apply/claim.ts.
 * @throws StaleInvocation when others went on without this invocation; WriteContention when writers do not stop coming.
 */
export async function applyToUser(
  pending: readonly PendingRecord[],
  prefetched: Prefetched | undefined,
  context: ApplyContext,
): Promise<Fold> {
  const userKey = (pending[0] as PendingRecord).change.userKey;
  let state = prefetched ?? (await readState(userKey, pending, context));
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const stored = state.users.get(userKey);
    const { fold, claims } = await foldWithClaims(userKey, pending, state, context);
    if (fold.overtaken) throw new RollcallError('StaleInvocation', 'others went on without this invocation');
    if (fold.write === undefined && state.refute !== undefined) {
      // Nothing but a write shows whether the user exists; more of its kind may follow, which are better read together.
      state.refute();
      state = await readState(userKey, pending, context);
      continue;
    }
    if (fold.write === undefined) {
      // An earlier run of this step may have died between its write and what follows it.
      const own = ownMark(stored?.mark, context);
      if (own !== undefined) await followUp(userKey, own, undefined, fold, context);
      return fold;
    }
    if (await write(userKey, stored, fold.write, claims, context)) {
      await followUp(userKey, fold.write.mark, stored, fold, context);
      return fold;
    }
    state.refute?.();
    state = await readState(userKey, pending, context);
  }
  throw new RollcallError(
    'WriteContention',
    `a user was changed by another writer ${MAX_ATTEMPTS} times in a row`,
  );
}

async function readState(
  userKey: string,
  pending: readonly PendingRecord[],
  context: ApplyContext,
): Promise<Prefetched> {
  const users = await context.users.read([userKey]);
  const { type, tenant } = context;
  const user = users.get(userKey)?.user;
  const wanted = new Set(pending.flatMap(({ change }) => claimsToRead(type, tenant, change, user)));
  return { users, claims: await readClaims(context, wanted, users) };
}

async function write(
  userKey: string,
  seen: StoredUser | undefined,
  { diff, mark, acquire }: FoldWrite,
  claims: Claims,
  context: ApplyContext,
): Promise<boolean> {
  const { users, claims: claimStore, type, tenant } = context;
  for (const [key, recordNumber] of acquire) {
    const claim = claims.get(key) ?? UNCLAIMED;
    const seen = { owner: claim.recordedOwner, takes: claim.takes };
    const since = { fencingToken: mark.fencingToken, recordNumber };
    if (!(await fenceOwner(userKey, claim, context))) return false;
    if (!(await claimStore.acquire(key, userKey, seen, since))) return false;
  }
  const absent = [...diff.set.keys()].filter((field) => type.immutable.has(field));
  return users.write({ userKey, tenant, importType: type.name, diff, mark, seen, absent });
}

/**
 * Somebody else took the claim, and its user does not carry the value: cut off, or about to write it. Whoever planned that
 * on the user as it was seen cannot any more: its version is another one. Who plans anew takes the claim anew, and shows.
 */
async function fenceOwner(
  userKey: string,
  { recordedOwner, owner: seen }: StoredClaim,
  { users, type, tenant }: ApplyContext,
): Promise<boolean> {
  if (recordedOwner === undefined || recordedOwner === userKey || seen === undefined) return true;
  const unchanged = { diff: NO_DIFF, mark: undefined, seen, absent: [] };
  return users.write({ userKey: recordedOwner, tenant, importType: type.name, ...unchanged });
}

/** What the write leaves to be done; doing it again changes nothing. */
async function followUp(
  userKey: string,
  mark: WriteMark,
  before: StoredUser | undefined,
  fold: Fold,
  { claims, users, type, tenant }: ApplyContext,
): Promise<void> {
  for (const [claimKey, recordNumber] of Object.entries(mark.released)) {
    await claims.release(claimKey, { by: userKey, importId: mark.importId, recordNumber }, mark.fencingToken);
  }
  const after = fold.records.at(-1)?.after;
  if (after === undefined) return;
  // Referral codes become known, so that `referredBy.code` of other records can be judged.
  const known = new Set(before === undefined ? [] : type.referableValues(before.user));
  for (const value of new Set(type.referableValues(after)).difference(known))
    await users.remember(tenant, value, userKey);
}
