import { isUtf8 } from '../../core/encoding/native-text.ts';
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
  /** One for each column, and blank ones behind them; nothing trimmed, nothing converted. */
  readonly cells: readonly string[];
  /** How many cells the row lacks at its end: they are read as blank. */
  readonly missing?: number;
  /** See RecordSlice. */
  readonly shortRows?: number;
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
 * The cells of records, in order, one row for each slice whatever it holds. A row that cannot be used says why. A row
 * may lack cells at its end, but not all that follow the first one: that is rather the rest of a row, or a title.
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
export function malformationOf(
  { malformed, raw }: RecordSlice,
  { delimiter }: CsvHeader,
): Malformation | undefined {
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
    yield toRow(slice, cells, dialect);
  }
}

function toRow(
  slice: RecordSlice,
  cells: readonly string[] | undefined,
  { columns, named: expected = columns, maxColumns = columns }: CsvHeader,
): CsvRow {
  if (cells === undefined) return { ...place(slice), malformed: { reason: 'unreadable' } };
  const found = cells.length;
  if (found > maxColumns) {
    const blank = cells.slice(expected).every((cell) => cell.trim() === '');
    const tooMany = { reason: 'too_many_columns', expected, found, ...(blank && { blank }) } as const;
    return { ...place(slice), malformed: tooMany };
  }
  if (found >= expected) return { ...place(slice), cells };
  const missing = expected - found;
  if (!cells.some((cell, i) => i > 0 && cell.trim() !== ''))
    return { ...place(slice), malformed: { reason: 'too_few_columns', expected, found } };
  const { shortRows } = slice;
  const padded = [...cells, ...Array<string>(missing).fill('')];
  return { ...place(slice), cells: padded, missing, ...(shortRows !== undefined && { shortRows }) };
}

function place({ recordNumber, line, raw }: RecordSlice): RowPlace {
  return { recordNumber, line, raw };
}
