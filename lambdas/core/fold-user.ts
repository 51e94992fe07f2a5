import type { ImportOptions } from '../contracts/import-options.ts';
import type { Issue } from '../contracts/issue.ts';
import type { Outcome } from '../contracts/outcome.ts';
import type { ImportType } from './import-type.ts';
import { type Plan, plan } from './plan.ts';
import type { User, UserChange } from './user.ts';
import { diffUsers, isEmptyDiff, type UserDiff } from './user-diff.ts';

/** A user as read from the table. */
export interface StoredUser {
  readonly user: User;
  /** Raised by every write of ours; absent on items that somebody else created. */
  readonly version: number | undefined;
  readonly mark: WriteMark | undefined;
}

/**
 * Left on the user by the write of a chunk: which chunk of which import wrote it last, and the outcomes that this write
 * gave. A retry of the same chunk finds its own work by it and reports what the first run would have.
 */
export interface WriteMark {
  readonly importId: string;
  readonly chunk: number;
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

export interface PendingRecord {
  readonly recordNumber: number;
  readonly change: UserChange;
}

export interface FoldedRecord {
  readonly recordNumber: number;
  readonly outcome: Outcome;
  readonly issues: readonly Issue[];
  /**
   * The user as it stands after the chunk's records; absent when there is none. Not after this very record: a retry,
   * which finds the chunk's work done, could not tell that any more, and the results must come out the same.
   */
  readonly after: User | undefined;
}

export interface Fold {
  readonly records: readonly FoldedRecord[];
  /** The one write that makes the table right; absent when nothing changes. */
  readonly write:
    | {
        readonly creates: boolean;
        readonly diff: UserDiff;
        readonly outcomes: Readonly<Record<string, Outcome>>;
      }
    | undefined;
}

export interface FoldContext {
  readonly type: ImportType;
  readonly mode: ImportOptions['mode'];
  readonly importId: string;
  readonly chunk: number;
}

/**
 * Applies one chunk's records about one user, in file order, and folds them into a single write: atomic, so a crash
 * leaves either none of them or all, and the mark says which.
 */
export function foldUser(
  stored: StoredUser | undefined,
  records: readonly PendingRecord[],
  context: FoldContext,
): Fold {
  const done = outcomesOfEarlierRun(stored, context);
  if (stored !== undefined && done !== undefined) return foldAgain(stored.user, done, records, context);
  let current = stored?.user;
  const judged: Omit<FoldedRecord, 'after'>[] = [];
  for (const { recordNumber, change } of records) {
    const planned = plan(context.type, context.mode, current, change);
    if (planned.outcome !== 'failed') current = planned.next;
    const issues = planned.outcome === 'failed' ? planned.issues : [];
    judged.push({ recordNumber, outcome: planned.outcome, issues });
  }
  const folded = judged.map((record) => ({ ...record, after: current }));
  return { records: folded, write: current === undefined ? undefined : writeOf(stored, current, folded) };
}

/** The work was done in one write, so a record without an outcome in the mark failed, whatever it would do by now. */
function foldAgain(
  user: User,
  done: Readonly<Record<string, Outcome>>,
  records: readonly PendingRecord[],
  { type, mode }: FoldContext,
): Fold {
  const folded = records.map(({ recordNumber, change }): FoldedRecord => {
    const outcome = done[String(recordNumber)] ?? 'failed';
    const issues = outcome === 'failed' ? issuesAgain(plan(type, mode, user, change)) : [];
    return { recordNumber, outcome, issues, after: user };
  });
  return { records: folded, write: undefined };
}

/** What was wrong is planned again; a later record of the chunk may have removed the reason (fewer custom fields). */
function issuesAgain(planned: Plan): readonly Issue[] {
  if (planned.outcome === 'failed') return planned.issues;
  const message = 'the record could not be applied to the user as it stood at this place of the file';
  return [{ severity: 'error', code: 'VALIDATION_FAILED', message, retryable: true }];
}

function outcomesOfEarlierRun(stored: StoredUser | undefined, context: FoldContext) {
  const mark = stored?.mark;
  return mark?.importId === context.importId && mark.chunk === context.chunk ? mark.outcomes : undefined;
}

function writeOf(stored: StoredUser | undefined, next: User, folded: readonly FoldedRecord[]): Fold['write'] {
  const diff = diffUsers(stored?.user, next);
  if (stored !== undefined && isEmptyDiff(diff)) return undefined;
  const outcomes = Object.fromEntries(
    folded.filter((r) => r.outcome !== 'failed').map((r) => [r.recordNumber, r.outcome]),
  );
  return { creates: stored === undefined, diff, outcomes };
}
