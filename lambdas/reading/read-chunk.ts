import type { ChunkRange } from '../contracts/chunk.ts';
import type { Issue } from '../contracts/issue.ts';
import type { ImportType } from '../core/import-type/import-type.ts';
import { keyFields } from '../core/import-type/read-key.ts';
import type { ReadRecord } from '../core/import-type/read-record.ts';
import { dialectOf } from '../core/records/dialect.ts';
import type { Malformation, RecordSlice } from '../core/records/record.ts';
import { judgeShortRows } from '../core/records/short-rows.ts';
import { sliceRecords } from '../core/records/slice-records.ts';
import { error, warning } from '../core/wording/issue.ts';
import { plural } from '../core/wording/plural.ts';
import { sent, wording } from '../core/wording/wording.ts';
import { readRows } from './csv/csv-rows.ts';
import { readJsonLines } from './csv/json-lines.ts';
import { createReadRow, type RowSource, withWarnings } from './read-row.ts';

export interface ChunkSource extends RowSource {
  readonly bytes: Buffer;
  readonly range: ChunkRange;
}

/** Which of a chunk's records a step reads, and which of them fail whatever they contain. */
export interface Selection {
  readonly includes: (recordNumber: number) => boolean;
  /** Duplicates: each with the number of the first record of the same user. */
  readonly rejected?: ReadonlyMap<number, number>;
}

/** One record of the chunk, read and validated. */
export interface ChunkRecord {
  readonly recordNumber: number;
  readonly line: number;
  /** The bytes as they were sent, without the line break: a view into the chunk. */
  readonly raw: Buffer;
  readonly read: ReadRecord;
  /** Why the bytes are not a record. */
  readonly malformed?: Malformation | undefined;
  /** The number that a file of failed records gives: that of the record in the file that was sent first. */
  readonly originalRecord?: number | undefined;
}

/** Reads the chunk's records in file order, those for which `includes` returns true. */
export function readChunk(
  source: ChunkSource,
  selection: Selection,
): Generator<ChunkRecord, void, undefined> {
  const { layout, range, bytes } = source;
  const first = { offset: range.start, line: range.firstLine, recordNumber: range.firstRecord };
  return readRecords(source, sliceRecords(bytes, dialectOf(layout), first), selection);
}

/** Reads records that are sliced already: all of a chunk, in file order. */
export function* readRecords(
  source: RowSource,
  all: Iterable<RecordSlice>,
  { includes, rejected }: Selection,
): Generator<ChunkRecord, void, undefined> {
  const dialect = dialectOf(source.layout);
  // Short rows are judged together with their neighbours, which may belong to another step.
  const judged = dialect.format === 'csv' ? judgeShortRows(all, dialect) : Iterator.from(all);
  const slices = judged.filter(({ recordNumber }) => includes(recordNumber));
  const rows = dialect.format === 'csv' ? readRows(slices, dialect) : readJsonLines(slices);
  const readRow = createReadRow(source);
  for (const row of rows) {
    const { recordNumber, line, raw, malformed } = row;
    const { read: plain, originalRecord } = readRow(row);
    const read = withWarnings(plain, 'missing' in row ? shortRowWarnings(row) : []);
    const first = rejected?.get(recordNumber);
    yield {
      recordNumber,
      line,
      raw,
      read: first === undefined ? read : asDuplicate(source.type, read, nameOf(first, originalRecord)),
      malformed,
      originalRecord,
    };
  }
}

/** Records of a file of failed records are named by their original numbers, which are not known of another record. */
function nameOf(first: number, originalRecord: number | undefined): string {
  return originalRecord === undefined ? `record ${first}` : `record ${first} of this file`;
}

/** Also keeps the other issues of the record, so that the sender can fix all of them at once. */
function asDuplicate(type: ImportType, read: ReadRecord, first: string): ReadRecord {
  const message = wording`duplicate of ${sent(first, 'an earlier record')}: this import accepts each ${type.key.join(' and ')} once`;
  const issue = error('CONFLICT', message);
  const issues = read.ok ? [issue, ...(read.warnings ?? [])] : [...read.issues, issue];
  const key = read.ok ? keyFields(type, read.change.set) : read.key;
  return { ok: false, issues, unknownFields: read.unknownFields, ...(key && { key }) };
}

/** Whether it is, cannot be known from the number of cells alone. */
const IF_IT_IS_CUT = 'if a line break cut a row in two here, quote the cell that contains the line break';

/** One warning for consecutive rows, so that a file of short rows does not become a report of one message. */
function shortRowWarnings(row: { readonly missing?: number; readonly shortRows?: number }): readonly Issue[] {
  const { missing, shortRows } = row;
  if (missing === undefined || shortRows === undefined) return [];
  const cells = missing === 1 ? 'its last cell, which was' : `its last ${missing} cells, which were`;
  const others =
    shortRows === 1
      ? ''
      : `; so do the next ${plural(shortRows - 1, 'row')}`.replace('do the next 1 row', 'does the next row');
  return [
    warning('BAD_REQUEST', wording`the row lacks ${cells} read as blank${sent(others, '')}; ${IF_IT_IS_CUT}`),
  ];
}
