import pMap from 'p-map';
import type { Outcome } from '../contracts/outcome.ts';
import { claimsToRead, conflictKeysOf } from '../core/conflicts/conflict-keys.ts';
import { claimKeysOf, type Fold, type FoldedRecord, type PendingRecord } from '../core/fold-user.ts';
import { groupByConflict } from '../core/group-by-conflict.ts';
import { type ApplyContext, applyToUser, type Prefetched } from './apply-to-user.ts';
import type { ChunkRecord } from './read-chunk.ts';
import { readClaims } from './read-claims.ts';

export interface Applied {
  /** What became of each record, by number. */
  readonly outcomes: ReadonlyMap<number, FoldedRecord>;
  /** Numbers of the records to be judged again after the map. */
  readonly deferred: ReadonlySet<number>;
}

/**
 * Applies valid records to the users table. Records that share a conflict key are applied in file order, others side by
 * side, `writeConcurrency` users at a time.
 */
export async function applyRecords(
  records: readonly ChunkRecord[],
  context: ApplyContext,
  writeConcurrency: number,
): Promise<Applied> {
  const pending = records.flatMap(({ recordNumber, read }) =>
    read.ok ? [{ recordNumber, change: read.change }] : [],
  );
  const prefetched = await prefetch(pending, context);
  const groups = groupByConflict(pending, (record) => keysInPlay(record, prefetched, context));
  const outcomes = new Map<number, FoldedRecord>();
  const deferred = new Set<number>();
  const apply = async (group: readonly PendingRecord[]): Promise<void> => {
    for (const fold of await applyGroup(group, prefetched, context)) {
      for (const record of fold.records) outcomes.set(record.recordNumber, record);
      for (const recordNumber of fold.deferred) deferred.add(recordNumber);
    }
  };
  await pMap(groups, apply, { concurrency: writeConcurrency });
  return { outcomes, deferred };
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
