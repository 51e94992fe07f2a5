import pMap from 'p-map';
import type { UserStore } from '../adapters/dynamo-user-store.ts';
import {
  type FoldContext,
  type FoldedRecord,
  foldUser,
  type PendingRecord,
  type StoredUser,
} from '../core/fold-user.ts';
import { RollcallError } from '../runtime/errors.ts';
import type { ChunkRecord } from './read-chunk.ts';

/** Another writer of ours (a doubled invocation) can come between at most so often before we give the chunk back. */
const MAX_ATTEMPTS = 8;

export interface ApplyContext extends FoldContext {
  readonly tenant: string;
  readonly users: UserStore;
  /** Users written at the same time. */
  readonly writeConcurrency: number;
}

/**
 * Applies the chunk's valid records to the users table and says what became of each, by record number. Records about
 * one user are applied in file order and written at once; different users are written side by side.
 */
export async function applyRecords(
  records: readonly ChunkRecord[],
  context: ApplyContext,
): Promise<ReadonlyMap<number, FoldedRecord>> {
  const byUser = groupByUser(records);
  const stored = await context.users.read([...byUser.keys()]);
  const outcomes = new Map<number, FoldedRecord>();
  const apply = async ([userKey, pending]: readonly [string, readonly PendingRecord[]]) => {
    const folded = await applyToUser(userKey, pending, stored.get(userKey), context);
    for (const record of folded) outcomes.set(record.recordNumber, record);
  };
  await pMap(byUser, apply, { concurrency: context.writeConcurrency });
  return outcomes;
}

function groupByUser(records: readonly ChunkRecord[]): ReadonlyMap<string, PendingRecord[]> {
  const byUser = new Map<string, PendingRecord[]>();
  for (const { recordNumber, read } of records) {
    if (!read.ok) continue;
    const pending = { recordNumber, change: read.change };
    const known = byUser.get(read.change.userKey);
    if (known === undefined) byUser.set(read.change.userKey, [pending]);
    else known.push(pending);
  }
  return byUser;
}

async function applyToUser(
  userKey: string,
  pending: readonly PendingRecord[],
  first: StoredUser | undefined,
  context: ApplyContext,
): Promise<readonly FoldedRecord[]> {
  const { users, type, tenant, importId, chunk } = context;
  let stored = first;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { records, write } = foldUser(stored, pending, context);
    if (write === undefined) {
      // Our own work, by an invocation that may have died before it made the codes known.
      const isOurs = stored?.mark?.importId === importId && stored.mark.chunk === chunk;
      if (isOurs) await rememberReferences(userKey, undefined, records, context);
      return records;
    }
    const absent = [...write.diff.set.keys()].filter((field) => type.immutable.has(field));
    const mark = { importId, chunk, outcomes: write.outcomes };
    const written = await users.write({
      userKey,
      tenant,
      importType: type.name,
      diff: write.diff,
      mark,
      seen: stored,
      absent,
    });
    if (written) {
      await rememberReferences(userKey, stored, records, context);
      return records;
    }
    stored = (await users.read([userKey])).get(userKey);
  }
  throw new RollcallError(
    'WriteContention',
    `a user was changed by another writer ${MAX_ATTEMPTS} times in a row`,
  );
}

/** Makes the user's new referral codes known, so that `referredBy.code` of other records can be judged. */
async function rememberReferences(
  userKey: string,
  before: StoredUser | undefined,
  records: readonly FoldedRecord[],
  { users, type, tenant }: ApplyContext,
): Promise<void> {
  const after = records.at(-1)?.after;
  if (after === undefined) return;
  const known = new Set(before === undefined ? [] : type.referableValues(before.user));
  const fresh = new Set(type.referableValues(after)).difference(known);
  for (const value of fresh) await users.remember(tenant, value, userKey);
}
