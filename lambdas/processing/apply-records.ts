import pMap from 'p-map';
import type { Outcome } from '../contracts/outcome.ts';
import type { FoldedRecord, FoldedUser } from '../core/apply/fold-user.ts';
import { groupByConflict } from '../core/apply/group-by-conflict.ts';
import type { PendingRecord } from '../core/apply/plan-with-claims.ts';
import { claimsToRead, conflictKeysOf } from '../core/conflicts/conflict-keys.ts';
import { claimKeysOf } from '../core/import-type/claim-keys.ts';
import type { ChunkRecord } from '../reading/read-chunk.ts';
import { RollcallError } from '../runtime/errors.ts';
import { type ApplyContext, applyToUser } from './apply-to-user.ts';
import { readAhead } from './read-ahead.ts';
import { readClaims } from './read-claims.ts';
import type { ReadUsers, UserReads } from './user-reads.ts';

export interface Applied {
  /** The result of each applied record, by number. */
  readonly outcomes: ReadonlyMap<number, FoldedRecord>;
  /** Numbers of the records to apply after the map. */
  readonly deferred: ReadonlySet<number>;
}

interface Work {
  /** Records of one group are applied in file order, groups in parallel. */
  readonly groups: readonly (readonly PendingRecord[])[];
  /** What was read for the n-th group. */
  readonly readsOf: (group: number) => Promise<UserReads>;
}

export interface ApplyOptions extends Pick<ApplyContext, 'maxWrittenAttributes'> {
  /** Users written at the same time. */
  readonly writeConcurrency: number;
  /** Users per read request. Default: as many as one BatchGetItem takes. */
  readonly usersPerRead?: number | undefined;
  /** Milliseconds until Lambda ends this invocation, where a retry continues from the users that were written. */
  readonly remainingMs?: (() => number) | undefined;
}

/** A write that is throttled takes up to 50 seconds; the report of the chunk is written in a few. */
const MIN_REMAINING_MS = 60_000;

/**
 * Applies valid records to the users table. Records that share a conflict key are applied in file order, others in
 * parallel.
 * @throws TimeSliceEnded when the time is nearly over: users that were written have the step's mark, and a retry skips them
 */
export async function applyRecords(
  records: readonly ChunkRecord[],
  context: ApplyContext,
  { writeConcurrency, usersPerRead, remainingMs }: ApplyOptions,
): Promise<Applied> {
  const pending = records.flatMap(({ recordNumber, read }) =>
    read.ok ? [{ recordNumber, change: read.change }] : [],
  );
  const { groups, readsOf } = haveUniqueValues(pending, context)
    ? await divideByConflict(pending, context)
    : divideByUser(pending, context, usersPerRead);
  const outcomes = new Map<number, FoldedRecord>();
  const deferred = new Set<number>();
  const apply = async (group: readonly PendingRecord[], index: number): Promise<void> => {
    if (remainingMs !== undefined && remainingMs() < MIN_REMAINING_MS)
      throw new RollcallError('TimeSliceEnded', `${outcomes.size} of ${pending.length} records were applied`);
    for (const applied of await applyGroup(group, await readsOf(index), context)) {
      for (const record of applied.records) outcomes.set(record.recordNumber, record);
      for (const recordNumber of applied.deferred) deferred.add(recordNumber);
    }
  };
  await pMap(groups, apply, { concurrency: writeConcurrency });
  return { outcomes, deferred };
}

/** Whether any of the records has a unique value, or may be given one. */
function haveUniqueValues(pending: readonly PendingRecord[], { type, tenant }: ApplyContext): boolean {
  return pending.some(({ change }) => conflictKeysOf(type, tenant, change).length > 1);
}

/** No unique values: users are independent of each other, so each is read shortly before its records are applied. */
function divideByUser(
  pending: readonly PendingRecord[],
  { users, explain, mode }: ApplyContext,
  usersPerRead: number | undefined,
): Work {
  const groups = groupByConflict(pending, ({ change }) => [change.userKey]);
  const userKeys = groups.map(([first]) => (first as PendingRecord).change.userKey);
  // An evaluation's writes read the user anyway, and in mode `update-only` each user must be read: assuming would save nothing.
  const mayAssume = explain !== true && mode !== 'update-only';
  return { groups, readsOf: readAhead(users, userKeys, { mayAssume, usersPerRead }) };
}

/** With unique values, all users are read first: only the stored user shows which values a record may release. */
async function divideByConflict(pending: readonly PendingRecord[], context: ApplyContext): Promise<Work> {
  const reads = await readAll(pending, context);
  const groups = groupByConflict(pending, (record) => keysToGroupBy(record, reads, context));
  return { groups, readsOf: async () => reads };
}

/** The record's own keys, and the claims of its user: a value that this record may release, another one may want. */
function keysToGroupBy(
  { change }: PendingRecord,
  { users }: ReadUsers,
  { type, tenant }: ApplyContext,
): Set<string> {
  const own = new Set(conflictKeysOf(type, tenant, change));
  const stored = users.get(change.userKey);
  return stored === undefined ? own : own.union(claimKeysOf(stored.user, tenant, type));
}

/** All users and claims of the records, in a few large reads. */
async function readAll(pending: readonly PendingRecord[], context: ApplyContext): Promise<ReadUsers> {
  const userKeys = new Set(pending.map(({ change }) => change.userKey));
  const users = await context.users.read([...userKeys]);
  const { type, tenant } = context;
  const keys = new Set(
    pending.flatMap(({ change }) => claimsToRead(type, tenant, change, users.get(change.userKey)?.user)),
  );
  return { state: 'read', users, claims: await readClaims(context, keys, users) };
}

/** What became of some of a group's records. */
type AppliedRecords = Pick<FoldedUser, 'records' | 'deferred'>;

/** The records of one user are folded into one write; those of several users are applied one by one. */
async function applyGroup(
  group: readonly PendingRecord[],
  reads: UserReads,
  context: ApplyContext,
): Promise<readonly AppliedRecords[]> {
  const userKeys = new Set(group.map(({ change }) => change.userKey));
  return userKeys.size === 1 ? [await applyToUser(group, reads, context)] : applyOneByOne(group, context);
}

/**
 * Users of one group pass a unique value from one to another. Each record is applied by itself, so that at no moment a
 * user has a value whose claim belongs to another user.
 */
async function applyOneByOne(
  group: readonly PendingRecord[],
  context: ApplyContext,
): Promise<readonly AppliedRecords[]> {
  const applied: AppliedRecords[] = [];
  const deferredKeys = new Set<string>();
  const earlierOutcomes = new Map<string, Record<string, Outcome>>();
  for (const record of group) {
    const { userKey } = record.change;
    const keys = conflictKeysOf(context.type, context.tenant, record.change);
    const followsDeferred = keys.some((key) => deferredKeys.has(key));
    const earlier = earlierOutcomes.get(userKey) ?? {};
    const one = followsDeferred
      ? { records: [], deferred: [record.recordNumber] }
      : await applyToUser([record], undefined, { ...context, earlier });
    if (one.deferred.length > 0) for (const key of keys) deferredKeys.add(key);
    for (const { recordNumber, outcome } of one.records) earlier[recordNumber] = outcome;
    earlierOutcomes.set(userKey, earlier);
    applied.push(one);
  }
  return applied;
}
