import type { Issue } from '../../../lambdas/contracts/issue.ts';
import { issueCount } from '../../../lambdas/core/wording/bound-issues.ts';
import { GROUP_LIMITS } from '../../../lambdas/core/wording/group-issues.ts';
import type { IssueGroup } from '../protocol.ts';

/** What a block's records have: six bytes an issue. */
export interface BlockIssues {
  /** For each issue, the index of its record in the block. */
  readonly records: Uint32Array;
  /** For each issue, its group. */
  readonly groups: Uint16Array;
  /** How many issues of each group; further ones that an issue only counts included. */
  readonly counts: ReadonlyMap<number, number>;
  /** How many records have an error. */
  readonly bad: number;
}

/** Collects the issues of one block. */
export interface BlockCollector {
  add(index: number, issues: readonly Issue[]): void;
  end(): BlockIssues;
}

type Kind = Omit<IssueGroup, 'count' | 'firstRecord'>;

/** The kinds of issues of a file, and how often each occurs. */
export interface IssueStore {
  collector(): BlockCollector;
  /** The issues of a block, instead of those that it had before. */
  put(before: BlockIssues | undefined, issues: BlockIssues): void;
  isError(group: number): boolean;
  kinds(): readonly Kind[];
  count(group: number): number;
}

export function createIssueStore(): IssueStore {
  const kinds: Kind[] = [];
  const ids = new Map<string, number>();
  const counts: number[] = [];

  function groupOf({ severity, code, field, message, kind = message, more }: Issue): number {
    const key = JSON.stringify([severity, code, field, kind]);
    const known = ids.get(key);
    if (known !== undefined) return known;
    // Issues that stand for others, and kinds beyond the limit, are counted together.
    const isOther = more !== undefined || kinds.length >= GROUP_LIMITS.counted;
    return isOther ? otherOf(severity) : intern(key, { severity, code, field, kind });
  }

  function otherOf(severity: Issue['severity']): number {
    const key = `other ${severity}`;
    return ids.get(key) ?? intern(key, { severity, code: 'BAD_REQUEST', kind: '' });
  }

  function intern(key: string, kind: Omit<Kind, 'id'>): number {
    const id = kinds.length;
    kinds.push({ id, ...kind });
    counts.push(0);
    ids.set(key, id);
    return id;
  }

  const isError = (group: number) => kinds[group]?.severity === 'error';

  return {
    collector() {
      const records: number[] = [];
      const groups: number[] = [];
      const ofBlock = new Map<number, number>();
      let bad = 0;
      return {
        add(index, issues) {
          let hasError = false;
          for (const issue of issues) {
            const group = groupOf(issue);
            records.push(index);
            groups.push(group);
            ofBlock.set(group, (ofBlock.get(group) ?? 0) + issueCount(issue));
            if (issue.severity === 'error') hasError = true;
          }
          if (hasError) bad += 1;
        },
        end: () => ({
          records: Uint32Array.from(records),
          groups: Uint16Array.from(groups),
          counts: ofBlock,
          bad,
        }),
      };
    },
    put(before, { counts: after }) {
      for (const [group, count] of before?.counts ?? []) counts[group] = (counts[group] ?? 0) - count;
      for (const [group, count] of after) counts[group] = (counts[group] ?? 0) + count;
    },
    isError,
    kinds: () => kinds,
    count: (group) => counts[group] ?? 0,
  };
}

/** The issues of two lists of the same block, in the order of its records. No record has an error in both. */
export function joinIssues(one: BlockIssues, other: BlockIssues): BlockIssues {
  const all = [one, other].flatMap(({ records, groups }) =>
    [...records].map((record, i) => ({ record, group: groups[i] as number })),
  );
  all.sort((a, b) => a.record - b.record);
  const counts = new Map(one.counts);
  for (const [group, count] of other.counts) counts.set(group, (counts.get(group) ?? 0) + count);
  return {
    records: Uint32Array.from(all, ({ record }) => record),
    groups: Uint16Array.from(all, ({ group }) => group),
    counts,
    bad: one.bad + other.bad,
  };
}
