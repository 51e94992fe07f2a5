import type { Issue } from '../../../lambdas/contracts/issue.ts';
import { type StoredClaim, UNCLAIMED } from '../../../lambdas/core/apply/claim.ts';
import {
  type PendingRecord,
  type PlanContext,
  planWithClaims,
} from '../../../lambdas/core/apply/plan-with-claims.ts';
import { claimKeysOf } from '../../../lambdas/core/import-type/claim-keys.ts';
import { NO_USER, type User } from '../../../lambdas/core/user/user.ts';
import type { RowSource } from '../../../lambdas/reading/read-row.ts';

const FIRST_TURN = 0;

/** Users that are held in memory: some hundred megabytes if each has many fields. */
export const MAX_USERS = 50_000;

export interface RecordPlanner {
  /** Applies the next record. Returns the errors that it has because of earlier records of the file. */
  plan(record: PendingRecord): readonly Issue[];
  /** No further record can be planned. */
  readonly isFull: boolean;
}

/**
 * Applies records one after another, by the rules of the pipeline, to a table that is empty at the beginning.
 * In an import that only updates, every user exists, and nothing is known of it.
 * What is generated for a user is not: it depends on what is stored.
 */
export function createRecordPlanner(
  { type, tenant, options }: RowSource,
  maxUsers = MAX_USERS,
): RecordPlanner {
  const { generated: _, complete: __, ...withoutGenerated } = type;
  const context: PlanContext = {
    type: withoutGenerated,
    tenant,
    mode: options.mode,
    importId: '',
    fencingToken: FIRST_TURN,
    onTaken: 'fail',
  };
  const unknown = options.mode === 'update-only' ? NO_USER : undefined;
  const users = new Map<string, { readonly user: User; readonly createdBy: number }>();
  const claims = new Map<string, StoredClaim>();
  const claimOf = (key: string): StoredClaim => claims.get(key) ?? UNCLAIMED;

  function advance({ recordNumber, change }: PendingRecord, before: User | undefined, next: User): void {
    const { userKey } = change;
    users.set(userKey, { user: next, createdBy: users.get(userKey)?.createdBy ?? recordNumber });
    const had = before === undefined ? new Set<string>() : claimKeysOf(before, tenant, type);
    const has = claimKeysOf(next, tenant, type);
    for (const key of had.difference(has)) claims.delete(key);
    const since = { fencingToken: FIRST_TURN, recordNumber };
    for (const key of has.difference(had))
      claims.set(key, { recordedOwner: userKey, holder: userKey, since, released: undefined });
  }

  /** What is wrong with the record by itself may be right for a stored user. */
  function withoutOwn(record: PendingRecord, issues: readonly Issue[]): readonly Issue[] {
    const alone = planWithClaims(unknown, record, () => UNCLAIMED, context);
    if (alone === 'defer' || alone.outcome !== 'failed') return issues;
    const own = new Set(alone.issues.map(({ message }) => message));
    return issues.filter(({ message }) => !own.has(message));
  }

  return {
    plan(record) {
      const { user: before = unknown, createdBy } = users.get(record.change.userKey) ?? {};
      const planned = planWithClaims(before, record, claimOf, { ...context, createdBy });
      if (planned === 'defer') return [];
      if (planned.outcome === 'failed') return withoutOwn(record, planned.issues);
      advance(record, before, planned.next);
      return [];
    },
    get isFull() {
      return users.size >= maxUsers;
    },
  };
}
