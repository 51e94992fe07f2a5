import type { Issue } from '../../../lambdas/contracts/issue.ts';
import { type Block, type CheckedFile, readBlockBytes, readOwn } from './checked-file.ts';
import type { ConflictIssues } from './conflicts.ts';
import { pause } from './pause.ts';
import { createRecordPlanner, type RecordPlanner } from './plan-records.ts';
import { putConflicts } from './put-issues.ts';

/**
 * Finds the records that fail because of earlier ones: those that share a key are read again and planned, in file order.
 * `goesOn` is asked before each block.
 */
export async function findConflicts(file: CheckedFile, goesOn: () => boolean): Promise<void> {
  const candidates = await file.conflicts.candidates();
  const planner = createRecordPlanner(file.source);
  file.plannedUntil = undefined;
  for (const block of file.blocks) {
    if (!goesOn()) return;
    const wanted = candidates.get(block.index);
    const isPlanned = wanted !== undefined && file.plannedUntil === undefined;
    const found = isPlanned ? await planBlock(file, block, wanted, planner) : undefined;
    putConflicts(file, block, found);
    if (isPlanned && planner.isFull) file.plannedUntil = block.range.firstRecord + block.range.records - 1;
  }
}

async function planBlock(
  file: CheckedFile,
  block: Block,
  wanted: ReadonlySet<number>,
  planner: RecordPlanner,
): Promise<ConflictIssues | undefined> {
  await pause();
  const { firstRecord } = block.range;
  const bytes = await readBlockBytes(file, block);
  const found = new Map<number, readonly Issue[]>();
  for (const { recordNumber, read } of readOwn(file, block, bytes, (n) => wanted.has(n - firstRecord))) {
    const issues = read.ok ? planner.plan({ recordNumber, change: read.change }) : [];
    if (issues.length > 0) found.set(recordNumber, issues);
  }
  return found.size === 0 ? undefined : found;
}
