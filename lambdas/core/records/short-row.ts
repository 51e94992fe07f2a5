import { QUOTE, SPACE } from './bytes.ts';
import type { CsvDialect, Malformation } from './record.ts';

/** How many cells the rows of a file have. */
export type RowWidths = Pick<CsvDialect, 'delimiter' | 'maxColumns' | 'named' | 'keyCells'> & {
  readonly columns: number;
};

export interface CellLimits {
  readonly delimiter: number;
  /** Cells are counted no further. */
  readonly most: number;
}

/** Number of cells of a well-formed record. */
export function countCells(
  bytes: Uint8Array,
  from: number,
  to: number,
  { delimiter, most }: CellLimits,
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
 * Number of cells of a row as far as it is known: all of them for a malformed row, unless it contains no delimiter. `most`
 * is how many a row has that lacks none: fewer mean that the row must be judged together with the rows next to it.
 */
export function knownCells(
  bytes: Uint8Array,
  from: number,
  to: number,
  malformed: Malformation | undefined,
  limits: CellLimits,
): number {
  if (malformed === undefined) return countCells(bytes, from, to, limits);
  const isOneCell = malformed.reason !== 'oversized' && !bytes.subarray(from, to).includes(limits.delimiter);
  return isOneCell ? 1 : limits.most;
}
