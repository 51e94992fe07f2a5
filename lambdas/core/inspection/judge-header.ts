import { type Rejection, reject } from './rejection.ts';

const MAX_COLUMNS = 1_000;

export type JudgedHeader =
  | { readonly ok: true; readonly columns: readonly string[] }
  | ({ readonly ok: false } & Rejection);

/** The names of a CSV file's columns, from the cells of its header row. */
export function judgeHeader(cells: readonly string[]): JudgedHeader {
  // Spreadsheets write empty cells behind the last column that ever held something.
  const names = cells
    .slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1)
    .map((cell) => cell.trim());
  if (names.length === 0)
    return no('NO_HEADER', 'The header row is blank. Expected the names of the columns.');
  if (names.length > MAX_COLUMNS) {
    return no(
      'TOO_MANY_COLUMNS',
      `The header has ${names.length} columns, at most ${MAX_COLUMNS} are allowed.`,
    );
  }
  const unnamed = names.indexOf('');
  if (unnamed !== -1) {
    return no(
      'UNNAMED_COLUMN',
      `Column ${unnamed + 1} of the header has no name. Name it, or leave the column out.`,
    );
  }
  return { ok: true, columns: names };
}

function no(code: string, message: string): JudgedHeader {
  return { ok: false, ...reject(code, message) };
}
