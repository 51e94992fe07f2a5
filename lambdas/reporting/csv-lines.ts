import { stringify } from 'csv-stringify/sync';

/**
 * Rows as CSV text. Cells that a spreadsheet would run as a formula (they begin with = + - @ TAB CR) are neutralised
 * with a leading apostrophe: a file of ours must not attack the person who opens it. Numbers stay numbers.
 */
export function csvLines(
  rows: readonly (readonly (string | number | boolean | null | undefined)[])[],
): string {
  return stringify(
    rows.map((row) => row.map(cellText)),
    // A bare CR ends a row for many readers, so it stands in quotes as LF does.
    { escape_formulas: true, record_delimiter: 'unix', quoted_match: /\r/ },
  );
}

function cellText(cell: string | number | boolean | null | undefined): string | number {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'boolean' ? String(cell) : cell;
}
