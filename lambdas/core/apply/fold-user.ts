import type { ImportOptions } from '../../contracts/import-options.ts';
import type { Issue } from '../../contracts/issue.ts';
import type { Outcome } from '../../contracts/outcome.ts';
import type { FieldChange } from '../../contracts/result-part.ts';
import type { WriteMark } from '../../contracts/write-mark.ts';
import type { ImportType, UniqueValue } from '../import-type/import-type.ts';
import { givenBy, NO_USER, type User, type UserChange } from '../user/user.ts';
import { diffUsers, isEmptyDiff, type UserDiff } from '../user/user-diff.ts';
import { claimKeyOf } from '../user/user-key.ts';
import { isTaken, type StoredClaim, UNCLAIMED } from './claim.ts';
import { explainChange } from './explain-change.ts';
import { type Plan, plan } from './plan.ts';
import { isOvertaken, ownMark, type StepIdentity } from './write-mark.ts';

/** A user as read from the table. */
export interface StoredUser {
  readonly user: User;
  /** Raised by every write of ours; absent on items that somebody else created. */
  readonly version: number | undefined;
  readonly mark: WriteMark | undefined;
}

export interface PendingRecord {
  readonly recordNumber: number;
  readonly change: UserChange;
}

export interface FoldedRecord {
  readonly recordNumber: number;
  readonly outcome: Outcome;
  readonly issues: readonly Issue[];
  /** Where `explain` asks for them, of an update. */
  readonly changes?: readonly FieldChange[];
  /**
   * The user as it stands after the step's records; absent when there is none. Not after this very record: a retry,
   * which finds the step's work done, could not tell that any more, and the results must come out the same.
   */
  readonly after: User | undefined;
}

/** The one write that makes the table right. */
export interface FoldWrite {
  readonly diff: UserDiff;
  readonly mark: WriteMark;
  /** Claims to take before the write, with the record that takes each. */
  readonly acquire: ReadonlyMap<string, number>;
}

export interface Fold {
  readonly records: readonly FoldedRecord[];
  /** Records that must be judged again after the map, in file order: a value that they want is somebody else's. */
  readonly deferred: readonly number[];
  /** Absent when nothing changes. */
  readonly write: FoldWrite | undefined;
  /** This invocation was believed dead and others went on: it must do nothing more. */
  readonly overtaken: boolean;
  /** Claims on which the fold depends and which were not given. Where there are any, nothing else of it counts. */
  readonly unread?: ReadonlySet<string>;
}

export interface FoldContext extends StepIdentity {
  readonly type: ImportType;
  readonly tenant: string;
  readonly mode: ImportOptions['mode'];
  /** Outcomes that earlier records about this user got in this step without writing it: the next write records them. */
  readonly earlier?: Readonly<Record<string, Outcome>>;
  /** What a value that is somebody else's means: in the map chunks run in any order, so it is no verdict yet. */
  readonly onTaken: 'defer' | 'fail';
  /** A request beside all imports: it has no place among their records. */
  readonly beside?: true;
  /** Whether updates say which fields they change. */
  readonly explain?: boolean;
}

/** Claims by key, those that were read: one that does not exist is `UNCLAIMED`. */
export type Claims = Pick<ReadonlyMap<string, StoredClaim>, 'get'>;

interface Judged {
  readonly recordNumber: number;
  readonly outcome: Outcome;
  readonly issues: readonly Issue[];
  readonly changes?: readonly FieldChange[];
}

/**
 * Applies a step's records about one user, in file order, and folds them into a single write: atomic, so a crash leaves
 * either none of them or all, and the mark says which.
 */
export function foldUser(
  stored: StoredUser | undefined,
  records: readonly PendingRecord[],
  claims: Claims,
  context: FoldContext,
): Fold {
  const first = records[0]?.recordNumber ?? 0;
  if (isOvertaken(stored?.mark, context, first))
    return { records: [], deferred: [], write: undefined, overtaken: true };
  const done = ownMark(stored?.mark, context)?.outcomes ?? {};
  const judged: Judged[] = [];
  const deferred: number[] = [];
  const claimHistory: ClaimHistory = { held: new Map(), released: {} };
  const unread = new Set<string>();
  const claimOf: ClaimOf = (key) => {
    const claim = claims.get(key);
    if (claim === undefined) unread.add(key);
    return claim ?? UNCLAIMED;
  };
  let current = isNobody(stored) ? undefined : stored?.user;
  for (const { recordNumber, change } of records) {
    const earlier = done[String(recordNumber)];
    if (earlier !== undefined) {
      const { planned } = planAsOf(current, { recordNumber, change }, claimOf, context);
      judged.push(judgedAgain(recordNumber, earlier, planned));
    } else if (deferred.length > 0) {
      deferred.push(recordNumber);
    } else {
      const planned = planWithClaims(current, { recordNumber, change }, claimOf, context);
      if (planned === 'defer') deferred.push(recordNumber);
      else if (planned.outcome === 'failed') judged.push({ recordNumber, ...planned });
      else {
        judged.push({
          recordNumber,
          outcome: planned.outcome,
          issues: [],
          ...changesOf(current, planned, context),
        });
        recordClaimHistory(claimHistory, current, planned.next, recordNumber, context);
        current = planned.next;
      }
    }
  }
  if (unread.size > 0) return { records: [], deferred: [], write: undefined, overtaken: false, unread };
  const folded = judged.map((record) => ({ ...record, after: current }));
  const write = current === undefined ? undefined : writeOf(stored, current, judged, claimHistory, context);
  return { records: folded, deferred, write, overtaken: false };
}

/** An item without a field is a place that was taken for a user whose creation was cut off. */
function isNobody(stored: StoredUser | undefined): boolean {
  return stored !== undefined && stored.user.fields.size + stored.user.sets.size === 0;
}

function changesOf(
  before: User | undefined,
  { outcome, next }: Plan & { next: User },
  { explain }: FoldContext,
) {
  if (explain !== true || before === undefined || outcome !== 'updated') return {};
  return { changes: explainChange(before, next) };
}

type ClaimOf = (claimKey: string) => StoredClaim;

/** What the record does at its place in the file, but for the values that it brings and somebody else has. */
function planAsOf(
  user: User | undefined,
  { recordNumber, change }: PendingRecord,
  claimOf: ClaimOf,
  { type, tenant, mode, importId, beside }: FoldContext,
) {
  const view = { userKey: change.userKey, importId, recordNumber, beside };
  const isOthers = (value: UniqueValue): boolean => isTaken(claimOf(claimKey(value, tenant, type)), view);
  let generatedTaken = false;
  const planned = plan(type, mode, user, change, (value) => {
    const taken = isOthers(value);
    generatedTaken ||= taken;
    return taken;
  });
  return { planned, generatedTaken, isOthers };
}

function planWithClaims(
  user: User | undefined,
  record: PendingRecord,
  claimOf: ClaimOf,
  context: FoldContext,
): Plan | 'defer' {
  const { planned, generatedTaken, isOthers } = planAsOf(user, record, claimOf, context);
  if (planned.outcome === 'failed') return planned;
  const taken = context.type.uniqueValues(givenBy(record.change)).filter(isOthers);
  // Which value is generated depends on who has which at the record's place in the file: no verdict in the map, either.
  if (context.onTaken === 'defer') return generatedTaken || taken.length > 0 ? 'defer' : planned;
  return taken.length === 0 ? planned : { outcome: 'failed', issues: taken.map(takenIssue) };
}

function takenIssue({ field, value, shown = JSON.stringify(value) }: UniqueValue): Issue {
  const message = `${field}: ${shown} belongs to somebody else`;
  return { severity: 'error', code: 'CONFLICT', message, field, retryable: false };
}

/** The work was done by an earlier run; what was wrong with a failed record is found by planning it again. */
function judgedAgain(recordNumber: number, outcome: Outcome, planned: Plan): Judged {
  if (outcome !== 'failed') return { recordNumber, outcome, issues: [] };
  if (planned.outcome === 'failed') return { recordNumber, outcome, issues: planned.issues };
  const message = 'the record could not be applied to the user as it stood at this place of the file';
  return {
    recordNumber,
    outcome,
    issues: [{ severity: 'error', code: 'CONFLICT', message, retryable: true }],
  };
}

/** The claims that a user had at any moment of a fold, each with the record that first had it, and the one that last gave it up. */
interface ClaimHistory {
  readonly held: Map<string, number>;
  readonly released: Record<string, number>;
}

function recordClaimHistory(
  { held, released }: ClaimHistory,
  before: User | undefined,
  after: User,
  recordNumber: number,
  { type, tenant }: FoldContext,
): void {
  const has = claimKeysOf(after, tenant, type);
  for (const key of claimKeysOf(before ?? NO_USER, tenant, type).difference(has))
    released[key] = recordNumber;
  for (const key of has) if (!held.has(key)) held.set(key, recordNumber);
}

function writeOf(
  stored: StoredUser | undefined,
  next: User,
  judged: readonly Judged[],
  claimHistory: ClaimHistory,
  context: FoldContext,
): FoldWrite | undefined {
  const { importId, fencingToken, step, type, tenant } = context;
  const diff = diffUsers(stored?.user, next);
  const before = claimKeysOf(stored?.user ?? NO_USER, tenant, type);
  const wanted = claimKeysOf(next, tenant, type);
  // A value that was taken and given up within the fold is taken and given up in the table as well: a record in between
  // that is judged later must find it taken.
  const acquire = new Map([...claimHistory.held].filter(([key]) => !before.has(key)));
  if (stored !== undefined && isEmptyDiff(diff) && acquire.size === 0) return undefined;
  const own = ownMark(stored?.mark, context);
  const outcomes = Object.fromEntries(judged.map(({ recordNumber, outcome }) => [recordNumber, outcome]));
  const lastOfImport = stored?.mark?.importId === importId ? stored.mark.lastRecordNumber : 0;
  const mark: WriteMark = {
    importId,
    fencingToken,
    step,
    outcomes: { ...own?.outcomes, ...context.earlier, ...outcomes },
    lastRecordNumber: Math.max(lastOfImport, ...judged.map(({ recordNumber }) => recordNumber)),
    released: without({ ...own?.released, ...claimHistory.released }, wanted),
  };
  return { diff, mark, acquire };
}

function without(
  releases: Readonly<Record<string, number>>,
  keys: ReadonlySet<string>,
): Record<string, number> {
  return Object.fromEntries(Object.entries(releases).filter(([key]) => !keys.has(key)));
}

/** The claims that a user as it stands has. */
export function claimKeysOf(user: User, tenant: string, type: ImportType): ReadonlySet<string> {
  return new Set(type.uniqueValues(user).map((value) => claimKey(value, tenant, type)));
}

function claimKey({ scope, value }: UniqueValue, tenant: string, type: ImportType): string {
  return claimKeyOf(tenant, type.name, scope, value);
}
