import { guardFormulas } from '../core/round-trip/guard-formulas.ts';
import { csvText } from '../reading/csv/csv-text.ts';

/**
 * Rows as CSV text. Text that a spreadsheet would run as a formula is neutralised, so that the file cannot attack the person
 * who opens it. Numbers are not changed: `-5` is a number to every spreadsheet. Text is neutralised even if it looks like
 * a number (`-5`, `+1 555 0100`), because `+1-555` is a calculation.
 */
export function csvLines(
  rows: readonly (readonly (string | number | boolean | null | undefined)[])[],
): string {
  return csvText(rows.map((row) => row.map(cellText)));
}

function cellText(cell: string | number | boolean | null | undefined): string | number {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return guardFormulas(cell);
  return typeof cell === 'boolean' ? String(cell) : cell;
}
