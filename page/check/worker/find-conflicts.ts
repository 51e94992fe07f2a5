import type { Issue } from '../../../lambdas/contracts/issue.ts';
import type { PendingRecord } from '../../../lambdas/core/apply/plan-with-claims.ts';
import { type Block, type CheckedFile, readBlockBytes, readOwn } from './checked-file.ts';
import type { ConflictIssues } from './conflicts.ts';
import { pause } from './pause.ts';
import { createRecordPlanner, type RecordPlanner } from './plan-records.ts';
import { putConflicts } from './put-issues.ts';

/**
 * Finds the records that fail because of earlier ones: those that share a key are read again and planned, in file order.
 * `goesOn` is asked before each block.
 */
export async function findConflicts(
  file: CheckedFile,
  goesOn: () => boolean,
  maxUsers?: number,
): Promise<void> {
  const candidates = await file.conflicts.candidates();
  const planner = createRecordPlanner(file.source, maxUsers);
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
  const found = new Map<number, readonly Issue[]>();
  for (const record of await candidatesOf(file, block, wanted)) {
    const issues = planner.plan(record);
    if (issues.length > 0) found.set(record.recordNumber, issues);
  }
  return found.size === 0 ? undefined : found;
}

/** Candidates are kept, so that an edit need not read the file again: those of so many blocks, some ten megabytes. */
const MAX_KNOWN = 4000;
const MAX_KNOWN_OF_BLOCK = 10;

async function candidatesOf(
  file: CheckedFile,
  block: Block,
  wanted: ReadonlySet<number>,
): Promise<readonly PendingRecord[]> {
  const { known } = file.conflicts;
  const before = known.get(block.index);
  const all = [...wanted].flatMap((index) => before?.get(index) ?? []);
  if (all.length === wanted.size) return all;
  await pause();
  const { firstRecord } = block.range;
  const bytes = await readBlockBytes(file, block);
  const records = readOwn(file, block, bytes, (n) => wanted.has(n - firstRecord))
    .flatMap(({ recordNumber, read }) => (read.ok ? [{ recordNumber, change: read.change }] : []))
    .toArray();
  if (known.size < MAX_KNOWN && records.length <= MAX_KNOWN_OF_BLOCK)
    known.set(block.index, new Map(records.map((record) => [record.recordNumber - firstRecord, record])));
  return records;
}
