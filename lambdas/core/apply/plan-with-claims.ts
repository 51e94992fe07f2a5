import type { ImportOptions } from '../../contracts/import-options.ts';
import type { Issue } from '../../contracts/issue.ts';
import { claimKey } from '../import-type/claim-keys.ts';
import type { ImportType, UniqueValue } from '../import-type/import-type.ts';
import type { OtherAttributes } from '../user/stored-user.ts';
import { givenBy, type User, type UserChange } from '../user/user.ts';
import { error } from '../wording/issue.ts';
import { showValue } from '../wording/show-value.ts';
import { sent, wording } from '../wording/wording.ts';
import { isTaken, type StoredClaim } from './claim.ts';
import { type Plan, plan } from './plan.ts';

/** A valid record that waits to be applied to its user. */
export interface PendingRecord {
  readonly recordNumber: number;
  readonly change: UserChange;
}

export interface PlanContext {
  readonly type: ImportType;
  readonly tenant: string;
  readonly mode: ImportOptions['mode'];
  readonly importId: string;
  /**
   * What a unique value that another user has means: the record fails, or it is deferred because chunks run in any order
   * and the value may still become free.
   */
  readonly onTaken: 'defer' | 'fail';
  /** What other systems have stored with the user. */
  readonly others?: OtherAttributes | undefined;
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
  // Which value is generated also depends on the claims at the record's position in the file, so it is not final in the map.
  if (context.onTaken === 'defer') return generatedTaken || taken.length > 0 ? 'defer' : planned;
  return taken.length === 0 ? planned : { outcome: 'failed', issues: taken.map(takenIssue) };
}

/** Plans the record without checking whether another user has the unique values that it carries. */
export function planRecord(
  user: User | undefined,
  { recordNumber, change }: PendingRecord,
  claimOf: ClaimOf,
  { type, tenant, mode, importId, standalone, others }: PlanContext,
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
  const planned = plan(type, mode, user, change, isGeneratedTaken, others);
  return { planned, generatedTaken, isTakenByOther };
}

function takenIssue({ field, value, shown = showValue(value) }: UniqueValue): Issue {
  const message = wording`${field}: ${sent(shown, 'the value')} belongs to another user; write another value, or leave it out`;
  return error('CONFLICT', message, field);
}
