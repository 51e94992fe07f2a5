import type { Issue } from '../../contracts/issue.ts';
import type { Outcome } from '../../contracts/outcome.ts';
import type { FieldChange } from '../../contracts/result-part.ts';
import type { WriteMark } from '../../contracts/write-mark.ts';
import { claimKeysOf } from '../import-type/claim-keys.ts';
import { ITEM_LIMIT_BYTES, RESERVED_BYTES, userItemBytes } from '../user/item-size.ts';
import { isPlaceholder, NO_OTHERS, type StoredUser } from '../user/stored-user.ts';
import { NO_USER, type User } from '../user/user.ts';
import { diffUsers, isEmptyDiff, type UserDiff } from '../user/user-diff.ts';
import { error } from '../wording/issue.ts';
import { type StoredClaim, UNCLAIMED } from './claim.ts';
import { type ClaimHistory, claimBytes, recordClaimHistory } from './claim-history.ts';
import { explainChange } from './explain-change.ts';
import { packedOutcomesBytes } from './packed-outcomes.ts';
import type { Plan } from './plan.ts';
import {
  type ClaimOf,
  type PendingRecord,
  type PlanContext,
  planRecord,
  planWithClaims,
} from './plan-with-claims.ts';
import {
  completesPartial,
  creationIn,
  isOvertaken,
  isPartlyApplied,
  ownMark,
  type StepIdentity,
} from './write-mark.ts';

/** What a step's records do to one user. */
export type Fold =
  /** A later step or turn has already written the user. This invocation must stop: it was assumed dead. */
  | { readonly kind: 'overtaken' }
  /** The result depends on claims that were not given: read them and fold again. */
  | { readonly kind: 'needs-claims'; readonly keys: ReadonlySet<string> }
  | FoldedUser;

export interface FoldedUser {
  readonly kind: 'folded';
  readonly records: readonly FoldedRecord[];
  /** Numbers of the records to apply after the map, in file order: another user has a value that they want. */
  readonly deferred: readonly number[];
  /** Undefined when the table already has the result. */
  readonly write: FoldWrite | undefined;
}

export interface FoldedRecord {
  readonly recordNumber: number;
  readonly outcome: Outcome;
  readonly issues: readonly Issue[];
  /** The changed fields of an update, and the values of a new user, when the context asks for them (`explain`). */
  readonly changes?: readonly FieldChange[];
  /**
   * The user after all of the step's records; undefined when there is none. Not the user after this record: a retry
   * that finds the step's work done could not compute that, and results must be the same after a retry.
   */
  readonly after: User | undefined;
}

/** The write that applies all records of a step to one user. */
export interface FoldWrite {
  readonly diff: UserDiff;
  readonly mark: WriteMark;
  /** Claims to acquire before the write, each with the number of the record that acquires it. */
  readonly acquire: ReadonlyMap<string, number>;
  /** Number of the first record that the write applies. The marks of a write in several parts contain it. */
  readonly partialFrom: number;
}

export interface FoldContext extends StepIdentity, PlanContext {
  /** Outcomes of earlier records of this user in this step that were not written yet: the next write records them. */
  readonly earlier?: Readonly<Record<string, Outcome>>;
  /** Whether updates report which fields they change. */
  readonly explain?: boolean;
}

/** Claims by key. Contains each claim that was read: `UNCLAIMED` when the table has none. */
export type Claims = Pick<ReadonlyMap<string, StoredClaim>, 'get'>;

interface JudgedRecord {
  readonly recordNumber: number;
  readonly outcome: Outcome;
  readonly issues: readonly Issue[];
  readonly changes?: readonly FieldChange[];
}

/** The result of the records folded so far. */
interface FoldState {
  user: User | undefined;
  readonly judged: JudgedRecord[];
  readonly deferred: number[];
  readonly claimHistory: ClaimHistory;
  /** The record of this import that created the user, if it is known. */
  createdBy: number | undefined;
}

/**
 * Applies a step's records about one user, in file order, and folds them into one write, with a mark that records
 * which of them it applies. An update of very many attributes takes several writes (docs/adr/0021); all other writes
 * are atomic.
 */
export function foldUser(
  stored: StoredUser | undefined,
  records: readonly PendingRecord[],
  claims: Claims,
  context: FoldContext,
): Fold {
  if (isOvertaken(stored?.mark, context, records[0]?.recordNumber ?? 0)) return { kind: 'overtaken' };
  const missing = new Set<string>();
  const claimOf: ClaimOf = (key) => {
    const claim = claims.get(key);
    if (claim === undefined) missing.add(key);
    return claim ?? UNCLAIMED;
  };
  const state = foldRecords(stored, records, claimOf, { ...context, others: stored?.others });
  if (missing.size > 0) return { kind: 'needs-claims', keys: missing };
  return {
    kind: 'folded',
    records: state.judged.map((record) => ({ ...record, after: state.user })),
    deferred: state.deferred,
    write: writeOf(stored, state, context),
  };
}

function foldRecords(
  stored: StoredUser | undefined,
  records: readonly PendingRecord[],
  claimOf: ClaimOf,
  context: FoldContext,
): FoldState {
  const own = ownMark(stored?.mark, context);
  const done = own?.outcomes ?? {};
  const state: FoldState = {
    user: stored === undefined || isPlaceholder(stored) ? undefined : stored.user,
    judged: [],
    deferred: [],
    claimHistory: { held: new Map(), released: {}, releasedBytes: 0 },
    createdBy: creationIn(stored?.mark, context.importId),
  };
  for (const record of records) {
    const { recordNumber } = record;
    const recorded = done[String(recordNumber)];
    if (recorded !== undefined) {
      const { planned } = planRecord(state.user, record, claimOf, context);
      state.judged.push(withRecordedOutcome(recordNumber, recorded, planned));
      if (isPartlyApplied(own, recordNumber) && recorded !== 'failed' && planned.outcome !== 'failed')
        advance(state, planned.next, recordNumber, context);
    } else if (state.deferred.length > 0) {
      state.deferred.push(recordNumber);
    } else {
      foldRecord(state, record, claimOf, context);
    }
  }
  return state;
}

function foldRecord(state: FoldState, record: PendingRecord, claimOf: ClaimOf, context: FoldContext): void {
  const { recordNumber } = record;
  const before = state.user;
  const planned = planWithClaims(before, record, claimOf, { ...context, createdBy: state.createdBy });
  if (planned === 'defer') {
    state.deferred.push(recordNumber);
  } else if (planned.outcome === 'failed') {
    state.judged.push({ recordNumber, ...planned });
  } else if (exceedsItem(state, record, planned.next, context)) {
    state.judged.push({ recordNumber, outcome: 'failed', issues: [TOO_MANY_CHANGES] });
  } else {
    const { outcome, next } = planned;
    if (outcome === 'created') state.createdBy = recordNumber;
    state.judged.push({ recordNumber, outcome, issues: [], ...changesOf(before, planned, context) });
    advance(state, next, recordNumber, context);
  }
}

const TOO_MANY_CHANGES = error(
  'ITEM_TOO_LARGE',
  'too many records of this part of the file are about this user: what Rollcall must remember about them cannot be stored; import the rest in another file',
);

/**
 * Whether the user and the mark might not fit into one item together. The mark grows with the records about the user in
 * one chunk, and with the claims that they release. An upper bound: this record may release all claims of its user.
 */
function exceedsItem(
  { user = NO_USER, judged, claimHistory }: FoldState,
  { change }: PendingRecord,
  next: User,
  { type, tenant, earlier = {}, others = NO_OTHERS }: FoldContext,
): boolean {
  const releasable = claimBytes(claimKeysOf(user, tenant, type));
  const outcomes = packedOutcomesBytes(judged.length + Object.keys(earlier).length + 1);
  const markBytes = OWN_ATTRIBUTES_BYTES + outcomes + claimHistory.releasedBytes + releasable;
  if (markBytes <= RESERVED_BYTES) return false;
  return userItemBytes(change.userKey, next) + others.bytes + markBytes > ITEM_LIMIT_BYTES;
}

/** Times, version, tenant, type, and the mark without outcomes and releases. */
const OWN_ATTRIBUTES_BYTES = 1024;

function advance(state: FoldState, next: User, recordNumber: number, context: FoldContext): void {
  recordClaimHistory(state.claimHistory, { before: state.user, after: next }, recordNumber, context);
  state.user = next;
}

function changesOf(
  before: User | undefined,
  { outcome, next }: Plan & { next: User },
  { explain }: FoldContext,
) {
  if (explain !== true || outcome === 'unchanged') return {};
  return { changes: explainChange(before ?? NO_USER, next) };
}

/** An earlier run did the work and recorded the outcome, but not the issues: planning the record again finds them. */
function withRecordedOutcome(recordNumber: number, outcome: Outcome, planned: Plan): JudgedRecord {
  if (outcome !== 'failed') return { recordNumber, outcome, issues: [] };
  if (planned.outcome === 'failed') return { recordNumber, outcome, issues: planned.issues };
  const message = 'the record conflicted with an earlier state of the user; import the record again';
  return { recordNumber, outcome, issues: [{ ...error('CONFLICT', message), retryable: true }] };
}

function writeOf(
  stored: StoredUser | undefined,
  { user, judged, claimHistory }: FoldState,
  context: FoldContext,
): FoldWrite | undefined {
  if (user === undefined) return undefined;
  const { importId, fencingToken, step, type, tenant } = context;
  const diff = diffUsers(stored?.user, user);
  const after = claimKeysOf(user, tenant, type);
  // A value that was taken and released within the fold is acquired and released in the table as well: a record between
  // the two that is applied later must find it taken. One that was released and taken again is held since then.
  const acquire: ReadonlyMap<string, number> = claimHistory.held;
  const own = ownMark(stored?.mark, context);
  const numbers = judged.map(({ recordNumber }) => recordNumber);
  const completes = completesPartial(own, numbers);
  if (stored !== undefined && isEmptyDiff(diff) && acquire.size === 0 && !completes) return undefined;
  const outcomes = Object.fromEntries(judged.map(({ recordNumber, outcome }) => [recordNumber, outcome]));
  const lastOfImport = stored?.mark?.importId === importId ? stored.mark.lastRecordNumber : 0;
  const mark: WriteMark = {
    importId,
    fencingToken,
    step,
    outcomes: { ...own?.outcomes, ...context.earlier, ...outcomes },
    lastRecordNumber: Math.max(lastOfImport, ...numbers),
    released: without({ ...own?.released, ...claimHistory.released }, after),
    ...(own?.partialFrom !== undefined && !completes && { partialFrom: own.partialFrom }),
  };
  const partialFrom =
    own?.partialFrom ?? numbers.find((number) => own?.outcomes[String(number)] === undefined);
  return { diff, mark, acquire, partialFrom: partialFrom ?? mark.lastRecordNumber };
}

function without(
  releases: Readonly<Record<string, number>>,
  keys: ReadonlySet<string>,
): Record<string, number> {
  return Object.fromEntries(Object.entries(releases).filter(([key]) => !keys.has(key)));
}
