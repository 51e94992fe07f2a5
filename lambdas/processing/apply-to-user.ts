import type { ClaimStore } from '../adapters/dynamo-claim-store.ts';
import type { UserStore } from '../adapters/dynamo-user-store.ts';
import type { WriteMark } from '../contracts/write-mark.ts';
import { type StoredClaim, UNCLAIMED } from '../core/apply/claim.ts';
import {
  type Claims,
  type FoldContext,
  type FoldedUser,
  type FoldWrite,
  foldUser,
} from '../core/apply/fold-user.ts';
import type { PendingRecord } from '../core/apply/plan-with-claims.ts';
import { ownMark } from '../core/apply/write-mark.ts';
import { claimsToRead } from '../core/conflicts/conflict-keys.ts';
import type { StoredUser } from '../core/user/stored-user.ts';
import { NO_USER } from '../core/user/user.ts';
import { applyDiff, NO_DIFF, splitDiff } from '../core/user/user-diff.ts';
import { RollcallError } from '../runtime/errors.ts';
import { readClaims } from './read-claims.ts';
import { type ReadUsers, type UserReads, usersOf } from './user-reads.ts';

/** How often another writer (a duplicate invocation, a standalone request) may come first before the chunk is retried. */
const MAX_ATTEMPTS = 8;

/**
 * Attributes of one update. DynamoDB takes an expression of 4 KB; an attribute with its two placeholders has at most 15
 * bytes of it, the condition and Rollcall's own attributes need 200.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html, 2026-11.
 */
const MAX_WRITTEN_ATTRIBUTES = 240;

export interface ApplyContext extends FoldContext {
  readonly users: UserStore;
  readonly claims: ClaimStore;
  /** The most attributes of one update, if not MAX_WRITTEN_ATTRIBUTES. */
  readonly maxWrittenAttributes?: number | undefined;
}

/** The records about one user, all of them, and the user's key. */
interface UserRecords {
  readonly userKey: string;
  readonly pending: readonly PendingRecord[];
}

/**
 * Applies records about one user, in file order, with one write. `initial` is what was read before; without it the user is
 * read first. Claims are acquired before the user is written and released after it, see core/apply/claim.ts.
 * @throws StaleInvocation when another invocation has continued without this one; WriteContention when other writers of
 *   the user come first MAX_ATTEMPTS times in a row.
 */
export async function applyToUser(
  pending: readonly PendingRecord[],
  initial: UserReads | undefined,
  context: ApplyContext,
): Promise<FoldedUser> {
  const records = { userKey: (pending[0] as PendingRecord).change.userKey, pending };
  let reads = initial ?? (await readUser(records, context));
  for (let attempt = 0; attempt < MAX_ATTEMPTS; ) {
    const fold = foldUser(usersOf(reads).get(records.userKey), pending, reads.claims, context);
    switch (fold.kind) {
      case 'overtaken':
        throw new RollcallError('StaleInvocation', 'another invocation has continued without this one');
      case 'needs-claims':
        reads = await addClaims(reads, fold.keys, context);
        break;
      case 'folded':
        if (await applyFold(records.userKey, fold, reads, context)) return fold;
        if (reads.state === 'assumed-absent') reads.invalidateAssumption();
        reads = await readUser(records, context);
        attempt++;
    }
  }
  throw new RollcallError(
    'WriteContention',
    `a user was changed by another writer ${MAX_ATTEMPTS} times in a row`,
  );
}

async function readUser({ userKey, pending }: UserRecords, context: ApplyContext): Promise<ReadUsers> {
  const users = await context.users.read([userKey]);
  const { type, tenant } = context;
  const user = users.get(userKey)?.user;
  const claimKeys = new Set(pending.flatMap(({ change }) => claimsToRead(type, tenant, change, user)));
  return { state: 'read', users, claims: await readClaims(context, claimKeys, users) };
}

async function addClaims(
  reads: UserReads,
  claimKeys: ReadonlySet<string>,
  context: ApplyContext,
): Promise<UserReads> {
  const added = await readClaims(context, claimKeys, usersOf(reads));
  return { ...reads, claims: { get: (key) => added.get(key) ?? reads.claims.get(key) } };
}

/** Makes the fold's result the table's. False: the user is not as it was read or assumed; read it and fold again. */
async function applyFold(
  userKey: string,
  fold: FoldedUser,
  reads: UserReads,
  context: ApplyContext,
): Promise<boolean> {
  const stored = usersOf(reads).get(userKey);
  if (fold.write === undefined) {
    // Only a write would have shown that the user exists.
    if (reads.state === 'assumed-absent') return false;
    // An earlier run of this step may have died between its write and what follows it.
    const own = ownMark(stored?.mark, context);
    if (own !== undefined) await finishWrite(userKey, own, undefined, fold, context);
    return true;
  }
  if (!(await acquireAndWrite(userKey, stored, fold.write, reads.claims, context))) return false;
  await finishWrite(userKey, fold.write.mark, stored, fold, context);
  return true;
}

/** Acquires the claims and writes the user. False when another writer came first. */
async function acquireAndWrite(
  userKey: string,
  expected: StoredUser | undefined,
  foldWrite: FoldWrite,
  claims: Claims,
  context: ApplyContext,
): Promise<boolean> {
  const { claims: claimStore } = context;
  for (const [key, recordNumber] of foldWrite.acquire) {
    const claim = claims.get(key) ?? UNCLAIMED;
    const expectedClaim = { owner: claim.recordedOwner, takes: claim.takes };
    const since = { fencingToken: foldWrite.mark.fencingToken, recordNumber };
    if (!(await fenceOwner(userKey, claim, context))) return false;
    if (!(await claimStore.acquire(key, userKey, expectedClaim, since))) return false;
  }
  return writeInParts(userKey, expected, foldWrite, context);
}

/**
 * A creation is one write. An update that changes more attributes than one write can carry is several: each of them
 * requires the version that the one before it left, and each mark but the last one says that the update is partial. An interrupted update is
 * finished by the retry, which finds the recorded outcomes and applies the records again.
 */
async function writeInParts(
  userKey: string,
  expected: StoredUser | undefined,
  { diff, mark, partialFrom }: FoldWrite,
  { users, type, tenant, maxWrittenAttributes = MAX_WRITTEN_ATTRIBUTES }: ApplyContext,
): Promise<boolean> {
  const parts = expected === undefined ? [diff] : splitDiff(expected.user, diff, maxWrittenAttributes);
  let current = expected;
  for (const [n, part] of parts.entries()) {
    const partMark: WriteMark = n === parts.length - 1 ? mark : { ...mark, partialFrom };
    const absent = [...part.set.keys()].filter((field) => type.immutable.has(field));
    const write = { userKey, tenant, importType: type.name, absent };
    if (!(await users.write({ ...write, diff: part, mark: partMark, expected: current }))) return false;
    const user = applyDiff(current?.user ?? NO_USER, part);
    current = { user, version: (current?.version ?? 0) + 1, mark: partMark };
  }
  return true;
}

/**
 * Before a claim is taken over from a recorded owner that does not have the value. That owner's writer was interrupted,
 * or is about to write the value. Incrementing the owner's version makes such a write fail: the writer has to plan again
 * and to acquire the claim again, which then shows that the claim has a new owner.
 */
async function fenceOwner(
  userKey: string,
  { recordedOwner, owner: expected }: StoredClaim,
  { users, type, tenant }: ApplyContext,
): Promise<boolean> {
  if (recordedOwner === undefined || recordedOwner === userKey || expected === undefined) return true;
  const unchanged = { diff: NO_DIFF, mark: undefined, expected, absent: [] };
  return users.write({ userKey: recordedOwner, tenant, importType: type.name, ...unchanged });
}

/** Releases claims and makes referral codes known, after the user was written. Idempotent. */
async function finishWrite(
  userKey: string,
  mark: WriteMark,
  before: StoredUser | undefined,
  fold: FoldedUser,
  { claims, users, type, tenant }: ApplyContext,
): Promise<void> {
  for (const [claimKey, recordNumber] of Object.entries(mark.released)) {
    await claims.release(claimKey, { by: userKey, importId: mark.importId, recordNumber }, mark.fencingToken);
  }
  const after = fold.records.at(-1)?.after;
  if (after === undefined) return;
  // So that `referredBy.code` of other records can be checked.
  const known = new Set(before === undefined ? [] : type.referableValues(before.user));
  for (const value of new Set(type.referableValues(after)).difference(known))
    await users.remember(tenant, value, userKey);
}
