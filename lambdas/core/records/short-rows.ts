import { QUOTE, SPACE } from './bytes.ts';
import type { CsvDialect, RecordSlice } from './record.ts';

type Width = Pick<CsvDialect, 'delimiter' | 'maxColumns'> & { readonly columns: number };

/** Number of cells of a well-formed record; counts no further than `most`. */
export function countCells(
  bytes: Uint8Array,
  from: number,
  to: number,
  { delimiter, most }: { readonly delimiter: number; readonly most: number },
): number {
  let cells = 1;
  let at = from;
  while (at < to && cells < most) {
    while (at < to && bytes[at] === SPACE) at++;
    if (bytes[at] === QUOTE) at = behindQuotes(bytes, at, to);
    while (at < to && bytes[at] !== delimiter) at++;
    if (at < to) cells++;
    at++;
  }
  return cells;
}

/** Index of the first byte after the quoted text at `from`. A doubled quote ends one text and begins the next. */
function behindQuotes(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] === QUOTE) {
    at++;
    while (at < to && bytes[at] !== QUOTE) at++;
    at++;
  }
  return at;
}

/**
 * Judges rows with fewer cells than the header, which can be two things. A spreadsheet leaves empty cells at the end of
 * rows out (Excel in blocks of 16 rows): such rows are read, and the first of consecutive ones gets their number, for
 * one warning. An unquoted line break in a cell cuts a row in two or more: consecutive rows that have the cells of one
 * row together are malformed, because the first cells of all but the first of them are not what the header says.
 * Short rows behind one that opens a quote, up to the quote that closes it, are the rest of a cell with a line break: a
 * record of several lines must have as many cells as the header.
 */
export function* judgeShortRows(
  slices: Iterable<RecordSlice>,
  dialect: Width,
): Generator<RecordSlice, void, undefined> {
  const limits = { delimiter: dialect.delimiter.charCodeAt(0), most: dialect.columns };
  let run: ShortRow[] = [];
  let isBehindOpenQuote = false;
  for (const slice of slices) {
    const { raw, malformed } = slice;
    const cells = malformed === undefined ? countCells(raw, 0, raw.length, limits) : dialect.columns;
    if (cells < dialect.columns) run.push({ slice, cells });
    else {
      if (run.length > 0) yield* settle(run, dialect, isBehindOpenQuote);
      run = [];
      isBehindOpenQuote = malformed?.reason === 'unclosed_quote';
      yield slice;
    }
  }
  yield* settle(run, dialect, isBehindOpenQuote);
}

interface ShortRow {
  readonly slice: RecordSlice;
  readonly cells: number;
}

function* settle(
  run: readonly ShortRow[],
  dialect: Width,
  isBehindOpenQuote: boolean,
): Generator<RecordSlice, void, undefined> {
  const rest = isBehindOpenQuote ? restOfCell(run) : 0;
  for (const { slice } of run.slice(0, rest)) yield { ...slice, malformed: { reason: 'rest_of_cell' } };
  yield* judgeRun(run.slice(rest), dialect);
}

/** Number of rows up to the quote that closes a cell which was opened before them; 0 if none of them closes one. */
function restOfCell(run: readonly ShortRow[]): number {
  return 1 + run.findIndex(({ slice: { raw } }) => raw.filter((byte) => byte === QUOTE).length % 2 === 1);
}

function* judgeRun(run: readonly ShortRow[], dialect: Width): Generator<RecordSlice, void, undefined> {
  const broken = partsOfRows(run, dialect);
  for (let i = 0; i < run.length; ) {
    const { cells } = run[i] as ShortRow;
    let end = i + 1;
    while (run[end]?.cells === cells && broken[end] === broken[i]) end++;
    for (const [n, { slice }] of run.slice(i, end).entries()) {
      if (broken[i] === true)
        yield { ...slice, malformed: { reason: 'broken_row', expected: dialect.columns, found: cells } };
      else yield n === 0 ? { ...slice, shortRows: end - i } : slice;
    }
    i = end;
  }
}

/** Which rows have, together with rows next to them, the cells of one row: a row cut in two has one cell more. */
function partsOfRows(run: readonly ShortRow[], { columns, maxColumns = columns }: Width): readonly boolean[] {
  const broken = run.map(() => false);
  let end = 0;
  let delimiters = 0;
  let marked = 0;
  for (let start = 0; start < run.length; start++) {
    for (let next = run[end]; next !== undefined && delimiters + next.cells <= maxColumns; next = run[end]) {
      delimiters += next.cells - 1;
      end++;
    }
    if (delimiters >= columns - 1) {
      broken.fill(true, Math.max(start, marked), end);
      marked = end;
    }
    delimiters -= (run[start] as ShortRow).cells - 1;
  }
  return broken;
}
