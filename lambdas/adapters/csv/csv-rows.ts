import { isUtf8 } from 'node:buffer';
import { hasLoneReturn } from '../../core/records/quoted-fields.ts';
import type { CsvDialect, Malformation, RecordSlice } from '../../core/records/record.ts';
import { parseCsv } from './parse-csv.ts';

interface RowPlace {
  readonly recordNumber: number;
  /** 1-based physical line of the record's first byte. */
  readonly line: number;
  /** The record as sent, without its line break: a view into the chunk. */
  readonly raw: Buffer;
}

interface CsvCells extends RowPlace {
  /** As many as the header has; nothing trimmed, nothing converted. */
  readonly cells: readonly string[];
  readonly malformed?: never;
}

export interface MalformedRow extends RowPlace {
  readonly malformed: Malformation;
}

export type CsvRow = CsvCells | MalformedRow;

export interface CsvHeader extends CsvDialect {
  readonly columns: number;
}

/** Records parsed in one call: enough that the call costs nothing, few enough that they may exist at once. */
const RUN_RECORDS = 500;
const RUN_BYTES = 256 * 1024;

/**
 * The cells of records, in order, one row for each slice whatever it holds. A row that cannot be used says why.
 * Cells beyond the header's are dropped where they are empty (spreadsheets write them) and malformed where not.
 */
export function* readRows(
  slices: Iterable<RecordSlice>,
  dialect: CsvHeader,
): Generator<CsvRow, void, undefined> {
  let run: RecordSlice[] = [];
  let runBytes = 0;
  for (const slice of slices) {
    const malformed = malformationOf(slice, dialect);
    if (malformed === undefined) {
      run.push(slice);
      runBytes += slice.raw.length;
      if (run.length < RUN_RECORDS && runBytes < RUN_BYTES) continue;
    }
    yield* readRun(run, dialect);
    run = [];
    runBytes = 0;
    if (malformed !== undefined) yield { ...place(slice), malformed };
  }
  yield* readRun(run, dialect);
}

/** A carriage return is named before what it causes: text behind a closing quote, or too many cells. */
function malformationOf({ malformed, raw }: RecordSlice, { delimiter }: CsvHeader): Malformation | undefined {
  if (malformed?.reason === 'oversized' || malformed?.reason === 'unclosed_quote') return malformed;
  return unreadableBytes(raw) ?? (hasLoneReturn(raw, delimiter) ? { reason: 'lone_return' } : malformed);
}

export function unreadableBytes(raw: Buffer): Malformation | undefined {
  if (!isUtf8(raw)) return { reason: 'invalid_utf8' };
  return raw.includes(0) ? { reason: 'nul_byte' } : undefined;
}

function* readRun(run: readonly RecordSlice[], dialect: CsvHeader): Generator<CsvRow, void, undefined> {
  if (run.length === 0) return;
  const rows = parseCsv(
    run.map((slice) => slice.raw),
    dialect.delimiter,
  );
  const agrees = rows?.length === run.length;
  for (const [index, slice] of run.entries()) {
    const alone = agrees ? undefined : parseCsv([slice.raw], dialect.delimiter);
    const cells = agrees ? rows[index] : alone?.length === 1 ? alone[0] : undefined;
    yield toRow(slice, cells, dialect.columns);
  }
}

function toRow(slice: RecordSlice, cells: readonly string[] | undefined, expected: number): CsvRow {
  if (cells === undefined) return { ...place(slice), malformed: { reason: 'unreadable' } };
  const found = cells.length;
  if (found === expected) return { ...place(slice), cells };
  if (found < expected) return { ...place(slice), malformed: { reason: 'too_few_columns', expected, found } };
  if (cells.slice(expected).every((cell) => cell === ''))
    return { ...place(slice), cells: cells.slice(0, expected) };
  return { ...place(slice), malformed: { reason: 'too_many_columns', expected, found } };
}

function place({ recordNumber, line, raw }: RecordSlice): RowPlace {
  return { recordNumber, line, raw };
}
