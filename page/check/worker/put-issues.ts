import { boundIssues } from '../../../lambdas/core/wording/bound-issues.ts';
import type { Block, CheckedFile } from './checked-file.ts';
import { type ConflictIssues, isSameConflicts } from './conflicts.ts';
import { type BlockIssues, joinIssues } from './issue-store.ts';

/** Sets the issues that the records of a block have by themselves. */
export function putIssues({ store }: CheckedFile, block: Block, own: BlockIssues): void {
  const collector = store.collector();
  for (const [record, issues] of block.conflicts ?? [])
    collector.add(record - block.range.firstRecord, boundIssues(issues));
  const issues = block.conflicts === undefined ? own : joinIssues(own, collector.end());
  store.put(block.issues, issues);
  block.own = own;
  block.issues = issues;
}

/** Sets those that they have because of earlier records. */
export function putConflicts(file: CheckedFile, block: Block, found: ConflictIssues): void {
  if (isSameConflicts(block.conflicts, found)) return;
  block.conflicts = found.size === 0 ? undefined : found;
  if (block.own !== undefined) putIssues(file, block, block.own);
}
