import type { Issue } from '../../../lambdas/contracts/issue.ts';
import type { PendingRecord } from '../../../lambdas/core/apply/plan-with-claims.ts';
import { type Block, type CheckedFile, readBlockBytes, readOwn } from './checked-file.ts';
import type { Candidates } from './conflict-keys.ts';
import type { ConflictIssues, PlanLimit } from './conflicts.ts';
import { pause } from './pause.ts';
import { createRecordPlanner, MAX_USERS, type RecordPlanner } from './plan-records.ts';
import { putConflicts } from './put-issues.ts';
import { blockOf } from './read-rows.ts';

/**
 * Finds the records that fail because of earlier ones: those that share a key are read again and planned, in file order. After an
 * edit, only those that it may concern. `goesOn` is asked before each block.
 */
export async function findConflicts(
  file: CheckedFile,
  goesOn: () => boolean,
  maxUsers = MAX_USERS,
): Promise<void> {
  const { records, isAll } = await file.conflicts.toPlan(limitOf(file, maxUsers));
  const planner = createRecordPlanner(file.source, maxUsers);
  if (isAll) file.plannedUntil = undefined;
  for (const block of isAll ? file.blocks : blocksOf(file, records)) {
    if (!goesOn()) return;
    const wanted = records.get(block.index) ?? NONE;
    const { firstRecord } = block.range;
    const isPlanned = wanted.size > 0 && isWithin(file, firstRecord);
    const found = isPlanned ? await planBlock(file, block, wanted, planner) : NO_CONFLICTS;
    putConflicts(file, block, isAll ? found : withOthers(found, block, wanted));
    if (isAll && isPlanned && planner.isFull) file.plannedUntil = firstRecord + block.range.records - 1;
  }
}

function limitOf({ blocks, plannedUntil }: CheckedFile, maxUsers: number): PlanLimit | undefined {
  if (plannedUntil === undefined) return undefined;
  return { until: blockOf(blocks, plannedUntil)?.index ?? 0, maxUsers };
}

function isWithin({ plannedUntil }: CheckedFile, record: number): boolean {
  return plannedUntil === undefined || record <= plannedUntil;
}

const NONE: ReadonlySet<number> = new Set();
const NO_CONFLICTS: ConflictIssues = new Map();

function blocksOf({ blocks }: CheckedFile, records: Candidates): readonly Block[] {
  return [...records.keys()].sort((one, other) => one - other).flatMap((index) => blocks[index] ?? []);
}

/** And the conflicts of the block's records that were not planned again. */
function withOthers(
  found: ConflictIssues,
  { conflicts = NO_CONFLICTS, range }: Block,
  planned: ReadonlySet<number>,
): ConflictIssues {
  const others = [...conflicts].filter(([record]) => !planned.has(record - range.firstRecord));
  return new Map([...others, ...found].sort(([one], [other]) => one - other));
}

async function planBlock(
  file: CheckedFile,
  block: Block,
  wanted: ReadonlySet<number>,
  planner: RecordPlanner,
): Promise<ConflictIssues> {
  const found = new Map<number, readonly Issue[]>();
  for (const record of await candidatesOf(file, block, wanted)) {
    const issues = planner.plan(record);
    if (issues.length > 0) found.set(record.recordNumber, issues);
  }
  return found;
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
  if (all.length === wanted.size) return all.sort((one, other) => one.recordNumber - other.recordNumber);
  await pause();
  const { firstRecord } = block.range;
  const bytes = await readBlockBytes(file, block);
  const records = readOwn(file, block, bytes, (n) => wanted.has(n - firstRecord))
    .flatMap(({ recordNumber, read }) => (read.ok ? [{ recordNumber, change: read.change }] : []))
    .toArray();
  const kept = new Map(before);
  for (const record of records) kept.set(record.recordNumber - firstRecord, record);
  const hasRoom = before !== undefined || known.size < MAX_KNOWN;
  if (hasRoom && kept.size <= MAX_KNOWN_OF_BLOCK) known.set(block.index, kept);
  return records;
}
