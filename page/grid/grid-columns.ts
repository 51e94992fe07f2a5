import type { ColumnOfGrid, GridRow } from '../check/protocol.ts';
import { columnWidths } from './column-widths.ts';

export interface GridColumns {
  /** Those of the file, and those of rows with too many cells. */
  readonly all: readonly ColumnOfGrid[];
  readonly widths: readonly number[];
}

/** Columns keep their widths when other rows are shown. */
export function gridColumns(
  before: GridColumns | undefined,
  ofFile: readonly ColumnOfGrid[],
  first: readonly GridRow[],
): GridColumns {
  const cells = first.filter(({ isMalformed }) => !isMalformed).map((row) => row.cells);
  const width = Math.max(before?.all.length ?? 0, ofFile.length, ...cells.map(({ length }) => length));
  const all = Array.from({ length: width }, (_, i) => ofFile[i] ?? { name: '' });
  const measured = columnWidths(
    all.map(({ name }) => name),
    cells,
  );
  return { all, widths: measured.map((one, i) => before?.widths[i] ?? one) };
}
