import type { ImportOptions } from '../contracts/import-options.ts';
import type { Issue } from '../contracts/issue.ts';
import type { Outcome } from '../contracts/outcome.ts';
import type { ImportType } from './import-type.ts';
import { plan } from './plan.ts';
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
  /** The user as it stands after this record; absent when there is none. */
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
  let current = stored?.user;
  const folded: FoldedRecord[] = [];
  for (const { recordNumber, change } of records) {
    const earlier = done?.[String(recordNumber)];
    if (earlier !== undefined) {
      folded.push({ recordNumber, outcome: earlier, issues: [], after: current });
      continue;
    }
    const planned = plan(context.type, context.mode, current, change);
    if (planned.outcome === 'failed')
      folded.push({ recordNumber, outcome: 'failed', issues: planned.issues, after: current });
    else {
      current = planned.next;
      folded.push({ recordNumber, outcome: planned.outcome, issues: [], after: current });
    }
  }
  return { records: folded, write: current === undefined ? undefined : writeOf(stored, current, folded) };
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
