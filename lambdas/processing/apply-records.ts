import pMap from 'p-map';
import type { Outcome } from '../contracts/outcome.ts';
import { claimKeysOf, type Fold, type FoldedRecord, type PendingRecord } from '../core/apply/fold-user.ts';
import { groupByConflict } from '../core/apply/group-by-conflict.ts';
import { claimsToRead, conflictKeysOf } from '../core/conflicts/conflict-keys.ts';
import { type ApplyContext, applyToUser, type Prefetched } from './apply-to-user.ts';
import { readAhead } from './read-ahead.ts';
import type { ChunkRecord } from './read-chunk.ts';
import { readClaims } from './read-claims.ts';

export interface Applied {
  /** What became of each record, by number. */
  readonly outcomes: ReadonlyMap<number, FoldedRecord>;
  /** Numbers of the records to be judged again after the map. */
  readonly deferred: ReadonlySet<number>;
}

interface Work {
  /** Records of one group are applied in file order, groups side by side. */
  readonly groups: readonly (readonly PendingRecord[])[];
  /** What was read for the n-th group. */
  readonly prefetchedFor: (group: number) => Promise<Prefetched>;
}

export interface ApplyOptions {
  /** Users written at the same time. */
  readonly writeConcurrency: number;
  /** Users read at a time where there are many; as many as one request takes unless said otherwise. */
  readonly usersPerRead?: number | undefined;
}

/**
 * Applies valid records to the users table. Records that share a conflict key are applied in file order, others side by
 * side.
 */
export async function applyRecords(
  records: readonly ChunkRecord[],
  context: ApplyContext,
  { writeConcurrency, usersPerRead }: ApplyOptions,
): Promise<Applied> {
  const pending = records.flatMap(({ recordNumber, read }) =>
    read.ok ? [{ recordNumber, change: read.change }] : [],
  );
  const { groups, prefetchedFor } = wantsClaims(pending, context)
    ? await divideByConflict(pending, context)
    : divideByUser(pending, context, usersPerRead);
  const outcomes = new Map<number, FoldedRecord>();
  const deferred = new Set<number>();
  const apply = async (group: readonly PendingRecord[], index: number): Promise<void> => {
    for (const fold of await applyGroup(group, await prefetchedFor(index), context)) {
      for (const record of fold.records) outcomes.set(record.recordNumber, record);
      for (const recordNumber of fold.deferred) deferred.add(recordNumber);
    }
  };
  await pMap(groups, apply, { concurrency: writeConcurrency });
  return { outcomes, deferred };
}

/** Whether a record has a unique value, or may be given one. */
function wantsClaims(pending: readonly PendingRecord[], { type, tenant }: ApplyContext): boolean {
  return pending.some(({ change }) => conflictKeysOf(type, tenant, change).length > 1);
}

/** Where none wants what another one has, a user's records concern nobody else, and its time to be read is before them. */
function divideByUser(
  pending: readonly PendingRecord[],
  { users, explain, mode }: ApplyContext,
  usersPerRead: number | undefined,
): Work {
  const groups = groupByConflict(pending, ({ change }) => [change.userKey]);
  const userKeys = groups.map(([first]) => (first as PendingRecord).change.userKey);
  // An evaluation's writes look at the user themselves, and who only updates users needs to see each: it would save nothing.
  const mayAssume = explain !== true && mode !== 'update-only';
  return { groups, prefetchedFor: readAhead(users, userKeys, { mayAssume, usersPerRead }) };
}

/** What a record may give up, only its user as stored tells: all are read first. */
async function divideByConflict(pending: readonly PendingRecord[], context: ApplyContext): Promise<Work> {
  const prefetched = await prefetch(pending, context);
  const groups = groupByConflict(pending, (record) => keysInPlay(record, prefetched, context));
  return { groups, prefetchedFor: async () => prefetched };
}

/** The record's own keys, and the values that its user has: what it may give up, another record may want. */
function keysInPlay(
  { change }: PendingRecord,
  { users }: Prefetched,
  { type, tenant }: ApplyContext,
): Set<string> {
  const own = new Set(conflictKeysOf(type, tenant, change));
  const stored = users.get(change.userKey);
  return stored === undefined ? own : own.union(claimKeysOf(stored.user, tenant, type));
}

/** All users and claims of the records, in a few large reads. */
async function prefetch(pending: readonly PendingRecord[], context: ApplyContext): Promise<Prefetched> {
  const userKeys = new Set(pending.map(({ change }) => change.userKey));
  const users = await context.users.read([...userKeys]);
  const { type, tenant } = context;
  const keys = new Set(
    pending.flatMap(({ change }) => claimsToRead(type, tenant, change, users.get(change.userKey)?.user)),
  );
  return { users, claims: await readClaims(context, keys, users) };
}

/**
 * One user's records are folded into one write. Several users in a group pass a unique value between them: then each
 * record is applied by itself, so that at no moment a user carries a value whose claim is another's.
 */
async function applyGroup(
  group: readonly PendingRecord[],
  prefetched: Prefetched,
  context: ApplyContext,
): Promise<readonly Fold[]> {
  if (new Set(group.map(({ change }) => change.userKey)).size === 1)
    return [await applyToUser(group, prefetched, context)];
  const folds: Fold[] = [];
  const deferredKeys = new Set<string>();
  const settled = new Map<string, Record<string, Outcome>>();
  for (const record of group) {
    const { userKey } = record.change;
    const keys = conflictKeysOf(context.type, context.tenant, record.change);
    const behindDeferred = keys.some((key) => deferredKeys.has(key));
    const earlier = settled.get(userKey) ?? {};
    const fold = behindDeferred
      ? putOff(record)
      : await applyToUser([record], undefined, { ...context, earlier });
    if (fold.deferred.length > 0) for (const key of keys) deferredKeys.add(key);
    for (const { recordNumber, outcome } of fold.records) earlier[recordNumber] = outcome;
    settled.set(userKey, earlier);
    folds.push(fold);
  }
  return folds;
}

function putOff({ recordNumber }: PendingRecord): Fold {
  return { records: [], deferred: [recordNumber], write: undefined, overtaken: false };
}
