import { DELIMITERS, type Delimiter } from '../contracts/delimiter.ts';
import type { FileLayout } from '../contracts/file-layout.ts';
import { headProblem, isBlankText } from '../core/inspection/head-problem.ts';
import { NAME_THE_ENCODING } from '../core/inspection/reject-encoding.ts';
import { rowWidth, SAMPLED_ROWS } from '../core/inspection/row-width.ts';
import { notTextProblem } from '../core/inspection/text-problem.ts';
import { skipMarks } from '../core/records/line-edges.ts';
import { sliceRecords } from '../core/records/slice-records.ts';
import { plural } from '../core/wording/plural.ts';
import { FileRejected, fileRejected } from '../runtime/errors.ts';
import { readRows } from './csv/csv-rows.ts';
import { firstRows } from './csv/first-rows.ts';

/** The beginning of a JSON object or array. No first cell of a CSV file looks like this. */
const JSON_OPENING = /^\s*[{[]\s*["{[\]}]/;

export type CsvLayout = Extract<FileLayout, { readonly format: 'csv' }>;

interface FirstBytes {
  readonly bytes: Buffer;
  /** Whether they are the whole file. */
  readonly complete: boolean;
}

/**
 * The layout of a CSV file without a header row. The columns are known; the delimiter is the one with which most of
 * the first rows have that number of cells. At least one of them must have it: a file may begin with bad records.
 * @throws FileRejected when the bytes are not UTF-8 text, are blank, or no row has these columns
 */
export function readHeaderlessLayout({ bytes, complete }: FirstBytes, columns: readonly string[]): CsvLayout {
  const problem = notTextProblem(bytes);
  if (problem !== undefined) throw fileRejected(problem);
  const offset = skipMarks(bytes, 0, bytes.length);
  const text = bytes.subarray(offset);
  const whole = headProblem(text);
  if (whole !== undefined) throw fileRejected(whole);
  if (JSON_OPENING.test(text.subarray(0, 1024).toString('latin1')))
    throw new FileRejected('WRONG_FORMAT', `The file is JSON. ${expected(columns)}`);
  if (complete && isBlankText(text))
    throw new FileRejected('EMPTY_FILE', `The file is empty. ${expected(columns)}`);
  const samples = DELIMITERS.map((delimiter) => sample({ bytes: text, complete }, delimiter, columns.length));
  const best = samples.reduce((one, other) => (other.fitting > one.fitting ? other : one));
  if (best.fitting === 0) {
    const found = Math.max(...samples.map(({ firstCells }) => firstCells));
    throw noneFits(best.badBytes > 0, columns, found);
  }
  return { ...headerlessLayout(columns, best.delimiter, offset), ...best.width };
}

/** The layout of a file with these columns whose first record may begin at `offset`. */
export function headerlessLayout(columns: readonly string[], delimiter: Delimiter, offset = 0): CsvLayout {
  return {
    format: 'csv',
    delimiter,
    columns: [...columns],
    width: columns.length,
    headerStart: 0,
    headerEnd: 0,
    offset,
    line: 1,
  };
}

function sample({ bytes, complete }: FirstBytes, delimiter: Delimiter, columns: number) {
  const first = firstRows(bytes, delimiter, complete);
  const width = rowWidth(first, { columns, delimiter });
  const dialect = {
    format: 'csv',
    delimiter,
    columns: width.fullRow ?? columns,
    maxColumns: width.width,
    named: columns,
  } as const;
  const slices = sliceRecords(bytes, dialect, { offset: 0, line: 1, recordNumber: 1 }).take(SAMPLED_ROWS);
  const rows = [...readRows(slices, dialect)];
  return {
    delimiter,
    width,
    firstCells: first[0]?.length ?? 0,
    fitting: rows.filter(
      (row) =>
        row.malformed === undefined && row.missing === undefined && row.cells.slice(columns).every(isBlank),
    ).length,
    badBytes: rows.filter(({ malformed }) => malformed?.reason === 'invalid_utf8').length,
  };
}

function isBlank(cell: string): boolean {
  return cell.trim() === '';
}

function noneFits(hasBadBytes: boolean, columns: readonly string[], found: number): FileRejected {
  return hasBadBytes
    ? new FileRejected('WRONG_ENCODING', `The file is not valid UTF-8. ${NAME_THE_ENCODING}`)
    : new FileRejected(
        'WRONG_COLUMNS',
        `None of the first rows has the expected cells; the first one has ${plural(found, 'cell')}. ${expected(columns)}`,
      );
}

function expected(columns: readonly string[]): string {
  return `Expected CSV without a header row, and in each row ${columns.length} cells: ${columns.join(', ')}.`;
}
