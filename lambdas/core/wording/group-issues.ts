import type { Issue } from '../../contracts/issue.ts';
import type { IssueGroup, IssueGroups } from '../../contracts/issue-groups.ts';
import { issueCount } from './bound-issues.ts';

export const GROUP_LIMITS = {
  /**
   * Kinds that are counted at the same time. A file has more only where names of JSON keys are in messages; later kinds are
   * then counted as others.
   */
  counted: 1_000,
  /** Groups that an import keeps. */
  kept: 50,
  /** Bytes of the groups that an import keeps: they share an item of 400 KB with its header and its settings. */
  keptBytes: 16_384,
  /** Groups that the item of a chunk keeps, and their bytes: an import has up to 10,000 chunks, and each poll may read them. */
  ofChunk: { kept: 10, keptBytes: 2_048 },
} as const;

export interface LocatedIssue {
  /** As the sender's files show it (RecordResult.originalRecord). 0: the header or the file as a whole. */
  readonly recordNumber: number;
  readonly line: number | undefined;
  readonly issue: Issue;
}

export const NO_ISSUES: IssueGroups = { groups: [], others: { error: 0, warning: 0 } };

/** Counts issues by their kind, in file order and in bounded memory. */
export class IssueCounter {
  readonly #groups = new Map<string, IssueGroup>();
  readonly #others: IssueGroups['others'];
  readonly #kinds = { error: 0, warning: 0 };

  /** @param before what was counted so far: `counted()` of another counter */
  constructor({ groups, others }: IssueGroups = NO_ISSUES) {
    this.#others = { ...others };
    for (const group of groups) this.#insert(group);
  }

  /** How many kinds were counted. */
  kinds(severity: Issue['severity']): number {
    return this.#kinds[severity];
  }

  #insert(group: IssueGroup): void {
    this.#groups.set(keyOf(group), { ...group });
    this.#kinds[group.severity] += 1;
  }

  add({ issue, recordNumber, line }: LocatedIssue): void {
    const { severity, code, field, message, kind = message, more } = issue;
    const key = keyOf({ severity, code, field, kind });
    const group = this.#groups.get(key);
    if (group !== undefined) group.count += 1;
    else if (more !== undefined || this.#groups.size >= GROUP_LIMITS.counted)
      this.#others[severity] += issueCount(issue);
    else
      this.#insert({
        severity,
        code,
        ...(field !== undefined && { field }),
        kind,
        count: 1,
        firstRecord: recordNumber,
        ...(line !== undefined && { firstLine: line }),
      });
  }

  /** Adds what another counter has counted, of other records. */
  merge({ groups, others }: IssueGroups): void {
    this.#others.error += others.error;
    this.#others.warning += others.warning;
    for (const group of groups) {
      const known = this.#groups.get(keyOf(group));
      if (known !== undefined) join(known, group);
      else if (this.#groups.size >= GROUP_LIMITS.counted) this.#others[group.severity] += group.count;
      else this.#insert(group);
    }
  }

  /** Everything that was counted, to be continued by another counter. */
  counted(): IssueGroups {
    return { groups: [...this.#groups.values()].map((group) => ({ ...group })), others: { ...this.#others } };
  }
}

function join(known: IssueGroup, { count, firstRecord, firstLine }: IssueGroup): void {
  known.count += count;
  if (firstRecord >= known.firstRecord) return;
  known.firstRecord = firstRecord;
  if (firstLine === undefined) delete known.firstLine;
  else known.firstLine = firstLine;
}

interface KeptGroups {
  readonly kept: number;
  readonly keptBytes: number;
}

/** What an import, or a chunk, keeps: the most frequent groups of each severity, errors before warnings. */
export function mainGroups({ groups, others }: IssueGroups, limits: KeptGroups = GROUP_LIMITS): IssueGroups {
  const sorted = groups.toSorted(byImportance);
  const kept: IssueGroup[] = [];
  let bytes = 0;
  for (const group of sorted) {
    bytes += Buffer.byteLength(JSON.stringify(group));
    if (kept.length === limits.kept || bytes > limits.keptBytes) break;
    kept.push(group);
  }
  const dropped = sorted.slice(kept.length);
  const sum = (severity: Issue['severity']) =>
    dropped.reduce((total, group) => total + (group.severity === severity ? group.count : 0), 0);
  return {
    groups: kept,
    others: { error: others.error + sum('error'), warning: others.warning + sum('warning') },
  };
}

/** Groups that are equally frequent stay in the order in which their first records are in the file. */
function byImportance(a: IssueGroup, b: IssueGroup): number {
  if (a.severity !== b.severity) return a.severity === 'error' ? -1 : 1;
  return b.count - a.count;
}

function keyOf({
  severity,
  code,
  field,
  kind,
}: Pick<IssueGroup, 'severity' | 'code' | 'kind'> & { readonly field?: string | undefined }): string {
  return JSON.stringify([severity, code, field, kind]);
}
