import type { ChunkGlance } from '../../contracts/chunk.ts';
import type { IssueGroups } from '../../contracts/issue-groups.ts';
import { IssueCounter, mainGroups } from '../wording/group-issues.ts';

/**
 * The issues of an import that still runs, counted by kind. Each chunk is given as it was read before and as it is now, so
 * that nothing is counted twice and no chunk has to be kept with its issues.
 */
export class ChunkIssues {
  readonly #counter = new IssueCounter();

  add(before: ChunkGlance | undefined, { status, issues, deferredIssues }: ChunkGlance): void {
    const isMapped = before !== undefined && before.status !== 'RUNNING';
    if (!isMapped && status !== 'RUNNING' && issues !== undefined) this.#counter.merge(issues);
    const isDone = before?.status === 'DONE';
    if (!isDone && status === 'DONE' && deferredIssues !== undefined) this.#counter.merge(deferredIssues);
  }

  /** The same in whichever order the chunks were added. Undefined: there are none. */
  counted(): IssueGroups | undefined {
    const { groups, others } = this.#counter.counted();
    if (groups.length + others.error + others.warning === 0) return undefined;
    const inOrder = groups.toSorted(
      (a, b) => a.firstRecord - b.firstRecord || (nameOf(a) < nameOf(b) ? -1 : 1),
    );
    return mainGroups({ groups: inOrder, others });
  }
}

function nameOf({ severity, code, field = '', kind }: IssueGroups['groups'][number]): string {
  return JSON.stringify([severity, code, field, kind]);
}
