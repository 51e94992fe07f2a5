import { stringify } from 'csv-stringify/sync';

/**
 * Rows as CSV text. A text cell that a spreadsheet would run as a formula (it begins with = + - @ TAB CR) gets a leading
 * apostrophe, so that the file cannot attack the person who opens it. Numbers are not changed.
 */
export function csvLines(
  rows: readonly (readonly (string | number | boolean | null | undefined)[])[],
): string {
  return stringify(
    rows.map((row) => row.map(cellText)),
    // Many readers take a bare CR as the end of a row, so cells with CR are quoted, like cells with LF.
    { escape_formulas: true, record_delimiter: 'unix', quoted_match: /\r/ },
  );
}

function cellText(cell: string | number | boolean | null | undefined): string | number {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'boolean' ? String(cell) : cell;
}
