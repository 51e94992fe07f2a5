import type { Delimiter } from '../../contracts/delimiter.ts';

/** By this mark, spreadsheets recognise that a file is UTF-8. */
export const CSV_MARK = '\ufeff';

/** Rows as CSV text, each with a line feed behind it. */
export function csvText(rows: readonly (readonly (string | number)[])[], delimiter: Delimiter = ','): string {
  return rows
    .map((row) => `${row.map((cell) => csvCell(String(cell), delimiter)).join(delimiter)}\n`)
    .join('');
}

/** Many readers take a bare CR as the end of a row, so cells with CR are quoted, like cells with LF. */
function csvCell(cell: string, delimiter: Delimiter): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
