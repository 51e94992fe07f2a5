import type { RejectionCode } from '../../contracts/rejection.ts';
import { wrongLineBreaks } from './head-problem.ts';
import { type Rejection, reject } from './rejection.ts';

export const MAX_COLUMNS = 1_000;
/** The names are stored on the import, an item of at most 400 KB that also has a copy of up to 240 KB of settings. */
export const MAX_NAMES_BYTES = 65_536;
/** Line breaks of old Macs; CRLF within a quoted name is a line break like any other. */
const LONE_CR = /\r(?!\n)/;

export type CheckedHeader =
  | { readonly ok: true; readonly columns: readonly string[] }
  | ({ readonly ok: false } & Rejection);

/** The names of a CSV file's columns, from the cells of its header row. */
export function checkHeader(cells: readonly string[]): CheckedHeader {
  // Spreadsheets write empty cells after the last column that was ever used.
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
  const bytes = names.reduce((sum, name) => sum + Buffer.byteLength(name), 0);
  if (bytes > MAX_NAMES_BYTES) {
    return no(
      'HEADER_TOO_LONG',
      `The names in the header take ${bytes} bytes, at most ${MAX_NAMES_BYTES} are allowed.`,
    );
  }
  if (names.some((name) => LONE_CR.test(name))) {
    return { ok: false, ...wrongLineBreaks() };
  }
  const unnamed = names.indexOf('');
  if (unnamed !== -1) {
    return no(
      'UNNAMED_COLUMN',
      `Column ${unnamed + 1} of the header has no name. Name it, or remove the column.`,
    );
  }
  return { ok: true, columns: names };
}

function no(code: RejectionCode, message: string): CheckedHeader {
  return { ok: false, ...reject(code, message) };
}
