import type { ImportOptions } from '../../contracts/import-options.ts';
import type { Issue } from '../../contracts/issue.ts';
import { claimKey } from '../import-type/claim-keys.ts';
import type { ImportType, UniqueValue } from '../import-type/import-type.ts';
import { givenBy, type User, type UserChange } from '../user/user.ts';
import { error } from '../wording/issue.ts';
import { showValue } from '../wording/show-value.ts';
import { sent, wording } from '../wording/wording.ts';
import { isTaken, type StoredClaim } from './claim.ts';
import { ownerOf } from './owner-of.ts';
import { type Plan, plan, type UserFacts } from './plan.ts';

/** A valid record that waits to be applied to its user. */
export interface PendingRecord {
  readonly recordNumber: number;
  readonly change: UserChange;
}

export interface PlanContext extends UserFacts {
  readonly type: ImportType;
  readonly tenant: string;
  readonly mode: ImportOptions['mode'];
  readonly importId: string;
  /**
   * What a unique value that another user has means: the record fails, or it is deferred because chunks run in any order
   * and the value may still become free.
   */
  readonly onTaken: 'defer' | 'fail';
  /** Of the turn. A claim with the same one was taken by a record of this file. */
  readonly fencingToken: number;
  /** How a stored user is named. Present if the tenant lets results show what is stored and was not sent. */
  readonly nameStored?: ((userKey: string) => string) | undefined;
  /** A single-user request that is not part of an import: it has no position among an import's records. */
  readonly standalone?: true;
}

export type ClaimOf = (claimKey: string) => StoredClaim;

/** Plans the record and checks the unique values that it carries and those that are generated for its user. */
export function planWithClaims(
  user: User | undefined,
  record: PendingRecord,
  claimOf: ClaimOf,
  context: PlanContext,
): Plan | 'defer' {
  const { planned, generatedTaken, isTakenByOther } = planRecord(user, record, claimOf, context);
  if (planned.outcome === 'failed') return planned;
  const taken = context.type.uniqueValues(givenBy(record.change)).filter(isTakenByOther);
  const { userKey } = record.change;
  const issueOf = (value: UniqueValue) =>
    takenIssue(
      value,
      ownerOf(claimOf(claimKey(value, context.tenant, context.type)), { ...context, userKey }),
    );
  // Which value is generated also depends on the claims at the record's position in the file, so it is not final in the map.
  if (context.onTaken === 'defer') return generatedTaken || taken.length > 0 ? 'defer' : planned;
  return taken.length === 0 ? planned : { outcome: 'failed', issues: taken.map(issueOf) };
}

/** Plans the record without checking whether another user has the unique values that it carries. */
export function planRecord(
  user: User | undefined,
  { recordNumber, change }: PendingRecord,
  claimOf: ClaimOf,
  { type, tenant, mode, importId, standalone, ...facts }: PlanContext,
) {
  const view = { userKey: change.userKey, importId, recordNumber, standalone };
  const isTakenByOther = (value: UniqueValue): boolean =>
    isTaken(claimOf(claimKey(value, tenant, type)), view);
  let generatedTaken = false;
  const isGeneratedTaken = (value: UniqueValue): boolean => {
    const taken = isTakenByOther(value);
    generatedTaken ||= taken;
    return taken;
  };
  const planned = plan(type, mode, user, change, isGeneratedTaken, facts);
  return { planned, generatedTaken, isTakenByOther };
}

function takenIssue({ field, value, shown = showValue(value) }: UniqueValue, owner: string): Issue {
  const message = wording`${field}: ${sent(shown, 'the value')} belongs to ${sent(owner, 'another user')}; write another value, or leave it out`;
  return error('CONFLICT', message, field);
}
