import { readRows } from '../adapters/csv/csv-rows.ts';
import { readJsonLines } from '../adapters/csv/json-lines.ts';
import type { ChunkRange } from '../contracts/chunk.ts';
import type { FileLayout } from '../contracts/file-layout.ts';
import type { ImportOptions } from '../contracts/import-options.ts';
import type { Issue } from '../contracts/issue.ts';
import type { ImportType } from '../core/import-type/import-type.ts';
import { keyFields, type ReadRecord, readRecord } from '../core/import-type/read-record.ts';
import { fieldsOfJson, fieldsOfRow, repeatsHeader, unnamedCell } from '../core/import-type/record-fields.ts';
import { dialectOf } from '../core/records/dialect.ts';
import { malformedIssue } from '../core/records/malformed-record.ts';
import type { Malformation } from '../core/records/record.ts';
import { sliceRecords } from '../core/records/slice-records.ts';
import { error } from '../core/wording/issue.ts';
import { sent, wording } from '../core/wording/wording.ts';

export interface ChunkSource {
  readonly bytes: Buffer;
  readonly range: ChunkRange;
  readonly layout: FileLayout;
  readonly type: ImportType;
  readonly tenant: string;
  readonly options: ImportOptions;
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
}

/** Reads the chunk's records in file order, those for which `includes` returns true. */
export function* readChunk(
  source: ChunkSource,
  { includes, rejected }: Selection,
): Generator<ChunkRecord, void, undefined> {
  const { layout, range } = source;
  const dialect = dialectOf(layout);
  const first = { offset: range.start, line: range.firstLine, recordNumber: range.firstRecord };
  const slices = sliceRecords(source.bytes, dialect, first).filter(({ recordNumber }) =>
    includes(recordNumber),
  );
  const rows = dialect.format === 'csv' ? readRows(slices, dialect) : readJsonLines(slices);
  for (const row of rows) {
    const { recordNumber, line, raw } = row;
    const read = readRow(source, row);
    const first = rejected?.get(recordNumber);
    yield {
      recordNumber,
      line,
      raw,
      read: first === undefined ? read : asDuplicate(source.type, read, first),
    };
  }
}

/** Also keeps the other issues of the record, so that the sender can fix all of them at once. */
function asDuplicate(type: ImportType, read: ReadRecord, first: number): ReadRecord {
  const message = wording`duplicate of ${sent(`record ${first}`, 'an earlier record')}: this import accepts each ${type.key.join(' and ')} once`;
  const issue = error('CONFLICT', message);
  const issues = read.ok ? [issue] : [...read.issues, issue];
  const key = read.ok ? keyFields(type, read.change.set) : read.key;
  return { ok: false, issues, unknownFields: read.unknownFields, ...(key && { key }) };
}

type Row = { readonly malformed?: Malformation } & (
  | { readonly cells?: readonly string[] }
  | { readonly value?: object }
);

function readRow({ layout, type, tenant, options }: ChunkSource, row: Row): ReadRecord {
  if (row.malformed !== undefined) return failed(malformedIssue(row.malformed, type.headerless));
  if ('cells' in row && row.cells !== undefined && layout.format === 'csv') {
    const unnamed = unnamedCell(layout.columns, row.cells);
    if (unnamed !== undefined) return failed(unnamedIssue(unnamed));
    if (type.headerless === undefined && repeatsHeader(layout.columns, row.cells))
      return failed(HEADER_AGAIN);
    return readRecord(type, tenant, fieldsOfRow(layout.columns, row.cells), options);
  }
  const value = 'value' in row && row.value !== undefined ? row.value : {};
  return readRecord(type, tenant, fieldsOfJson(type, value), options);
}

/** Such rows occur where several files were concatenated. */
const HEADER_AGAIN = error('BAD_REQUEST', 'the row repeats the header; delete it');

function failed(issue: Issue): ReadRecord {
  return { ok: false, issues: [issue], unknownFields: [] };
}

function unnamedIssue(index: number): Issue {
  const message = wording`${sent(`cell ${index + 1}`, 'a cell')} is not empty, but the header has no name for its column`;
  return error('BAD_REQUEST', message);
}
