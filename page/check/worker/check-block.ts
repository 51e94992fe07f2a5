import type { ChunkRange } from '../../../lambdas/contracts/chunk.ts';
import { dialectOf } from '../../../lambdas/core/records/dialect.ts';
import type { RecordSlice } from '../../../lambdas/core/records/record.ts';
import { sliceRecords } from '../../../lambdas/core/records/slice-records.ts';
import { boundIssues } from '../../../lambdas/core/wording/bound-issues.ts';
import { shortName } from '../../../lambdas/core/wording/show-value.ts';
import { type ChunkRecord, readRecords } from '../../../lambdas/reading/read-chunk.ts';
import type { RowSource } from '../../../lambdas/reading/read-row.ts';
import type { BlockKeys } from './conflict-keys.ts';
import type { ConflictIndex } from './conflicts.ts';
import type { Edits } from './edits.ts';
import type { BlockIssues, IssueStore } from './issue-store.ts';

/** A record that is too large is never read: this many of its bytes are shown. */
export const SHOWN_BYTES = 4096;

/** The records of a block as they are with the edits, without those that are removed. */
export function* editedSlices(
  source: RowSource,
  range: ChunkRange,
  bytes: Buffer,
  edits: Edits,
): Generator<RecordSlice, void, undefined> {
  for (const slice of blockSlices(source, range, bytes))
    if (!edits.isRemoved(slice.recordNumber)) yield edits.apply(slice);
}

/** The records of a block as they are in the file. */
export function blockSlices({ layout }: RowSource, range: ChunkRange, bytes: Buffer): Iterable<RecordSlice> {
  const { start, firstRecord: recordNumber, firstLine: line } = range;
  if (!range.oversized) return sliceRecords(bytes, dialectOf(layout), { offset: start, line, recordNumber });
  const malformed = { reason: 'oversized' } as const;
  return [{ start, end: range.end, recordNumber, line, raw: bytes.subarray(0, SHOWN_BYTES), malformed }];
}

/** Validates the records of a block. */
export function readBlock(
  source: RowSource,
  slices: Iterable<RecordSlice>,
  rejected: ReadonlyMap<number, number> | undefined,
  includes: (recordNumber: number) => boolean = () => true,
): Generator<ChunkRecord, void, undefined> {
  return readRecords(source, slices, { includes, ...(rejected && { rejected }) });
}

/** All issues of a record as errors.csv has them. */
export function issuesOf({ read }: ChunkRecord) {
  return boundIssues(read.ok ? (read.warnings ?? []) : read.issues);
}

export interface CheckedBlock {
  readonly issues: BlockIssues;
  readonly keys: BlockKeys;
  /** Keys of JSON records that are no fields. */
  readonly unknownFields: ReadonlySet<string>;
}

export function checkBlock(
  records: Iterable<ChunkRecord>,
  { firstRecord }: ChunkRange,
  { store, conflicts }: { readonly store: IssueStore; readonly conflicts: ConflictIndex },
): CheckedBlock {
  const collector = store.collector();
  const keys = conflicts.collector();
  const unknownFields = new Set<string>();
  for (const record of records) {
    for (const field of record.read.unknownFields) unknownFields.add(shortName(field));
    const issues = issuesOf(record);
    const index = record.recordNumber - firstRecord;
    if (issues.length > 0) collector.add(index, issues);
    keys.add(index, record);
  }
  return { issues: collector.end(), keys: keys.end(), unknownFields };
}
