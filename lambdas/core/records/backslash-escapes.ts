import type { Malformation } from './record.ts';

/** Some programs (MySQL, Hive) write a backslash before a delimiter, a quote or a line break that belongs to a cell. */

const BACKSLASH = 0x5c;
const QUOTE = 0x22;

/** What may have gone wrong because such a backslash is an ordinary character in CSV. */
const CONSEQUENCES: ReadonlySet<Malformation['reason']> = new Set<Malformation['reason']>([
  'unclosed_quote',
  'junk_after_quote',
  'unreadable',
  'too_many_columns',
  'too_few_columns',
  'broken_row',
  'unlike_row',
  'next_to_part',
]);

/** Whether a row that could not be read escapes characters in this way. */
export function isBrokenByEscapes({ reason }: Malformation, raw: Uint8Array, delimiter: string): boolean {
  if (!CONSEQUENCES.has(reason)) return false;
  const separator = delimiter.charCodeAt(0);
  for (let at = raw.indexOf(BACKSLASH); at !== -1; at = raw.indexOf(BACKSLASH, at + 2)) {
    const next = raw[at + 1];
    if (next === QUOTE || next === separator || next === undefined) return true;
  }
  return false;
}

/** `C:\`, and what has more backslashes than those at its end. */
const PATH = /^[a-z]:\\+$|\\[^\\]/i;

/** Index of a cell that ends with a backslash and is not the last: perhaps a part of a cell that contained a delimiter. */
export function escapedCell(cells: readonly string[]): number | undefined {
  for (let i = 0; i < cells.length - 1; i++) {
    const cell = cells[i] as string;
    if (cell.charCodeAt(cell.length - 1) === BACKSLASH && isEscape(cell)) return i;
  }
  return undefined;
}

/** Two backslashes are an escaped one. */
function isEscape(cell: string): boolean {
  let first = cell.length;
  while (cell.charCodeAt(first - 1) === BACKSLASH) first--;
  return (cell.length - first) % 2 === 1 && !PATH.test(cell);
}
