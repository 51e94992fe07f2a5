/** How many of the first rows show whether each row ends with a delimiter. */
export const SAMPLED_ROWS = 100;
/** One row in so many may be damaged. */
const DAMAGED_ROWS = 10;

export interface RowWidth {
  /** Cells of a row that lacks none; absent: one for each column. */
  readonly fullRow?: number;
  /** The most cells of a row. */
  readonly width: number;
}

/**
 * A header without a delimiter at its end says that the program writes none. Then so many rows with one are not shifted
 * by chance. Rows of a file without a header are all there is.
 */
const FEWEST_ROWS = { withHeader: 10, headerless: 2 } as const;

interface Width {
  /** Number of columns with a name. */
  readonly columns: number;
  /** Number of cells of the header; absent: the file has none. */
  readonly headerCells?: number;
  readonly delimiter: string;
}

/**
 * How many cells the rows of this file have. A header with cells without a name at its end permits as many in each row.
 * So do rows that all end with a delimiter, one damaged row in ten left out of account. In a few of them, a delimiter in
 * an unquoted cell may as well have shifted each row, unless a cell with a delimiter shows that such cells are quoted.
 * Rows that all look shifted do not permit it.
 * @param rows the cells of the first rows
 */
export function rowWidth(
  rows: readonly (readonly string[])[],
  { columns, headerCells, delimiter }: Width,
): RowWidth {
  const width = headerCells ?? columns;
  const full = rows.filter((row) => row.length >= columns);
  const ending = full.filter((row) => row.length > columns && isBlank(row.at(-1)));
  const fullRow = ending.reduce((least, row) => Math.min(least, row.length), Number.POSITIVE_INFINITY);
  const isQuoted = rows.some((row) => row.some((cell) => cell.includes(delimiter)));
  const fewest = FEWEST_ROWS[headerCells === columns && !isQuoted ? 'withHeader' : 'headerless'];
  const trailing =
    ending.length >= fewest &&
    !ending.every(looksShifted) &&
    full.length - ending.length <= full.length / DAMAGED_ROWS &&
    ending.every((row) => row.length > fullRow || row.slice(columns).every(isBlank));
  return trailing ? { fullRow, width: Math.max(width, fullRow) } : { width };
}

/** `Tan, Jr.,Engineer,`: a cell begins with a blank and others do not, as after a delimiter in a text. */
function looksShifted([, ...cells]: readonly string[]): boolean {
  const filled = cells.filter((cell) => !isBlank(cell));
  const padded = filled.filter((cell) => cell.startsWith(' ')).length;
  return padded > 0 && padded < filled.length;
}

function isBlank(cell: string | undefined): boolean {
  return cell?.trim() === '';
}
