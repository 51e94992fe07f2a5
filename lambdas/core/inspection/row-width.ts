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
 * How many cells the rows of this file have. A header with cells without a name at its end permits as many in each row.
 * So do rows that all end with a delimiter, one damaged row in ten left out of account: two of them at least, because a
 * single one may as well be shifted by a delimiter in an unquoted cell. Rows that all look shifted do not permit it.
 * @param rows the cells of the first rows
 * @param columns number of columns with a name
 * @param headerCells number of cells of the header
 */
export function rowWidth(
  rows: readonly (readonly string[])[],
  columns: number,
  headerCells: number,
): RowWidth {
  const full = rows.filter((row) => row.length >= columns);
  const ending = full.filter((row) => row.length > columns && isBlank(row.at(-1)));
  const fullRow = ending.reduce((least, row) => Math.min(least, row.length), Number.POSITIVE_INFINITY);
  const trailing =
    ending.length > 1 &&
    !ending.every(looksShifted) &&
    full.length - ending.length <= full.length / DAMAGED_ROWS &&
    ending.every((row) => row.length > fullRow || row.slice(columns).every(isBlank));
  return trailing ? { fullRow, width: Math.max(headerCells, fullRow) } : { width: headerCells };
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
