import { useMemo, useRef } from 'react';
import type { ColumnOfGrid } from '../../check/protocol.ts';
import { columnWidths } from '../../grid/column-widths.ts';
import type { Rows } from './use-rows.ts';

/** Columns of the file, and those of rows with too many cells. Widths are those of the first rows that were loaded. */
export function useColumns(columns: readonly ColumnOfGrid[], rows: Rows | undefined, version: number) {
  const widest = useRef(0);
  const measured = useRef<readonly number[]>(undefined);
  return useMemo(() => {
    void version;
    const loaded = Array.from({ length: 100 }, (_, i) => rows?.cache.row(i)).filter(
      (row) => row !== undefined,
    );
    const cells = loaded.filter(({ isMalformed }) => !isMalformed).map((row) => row.cells);
    widest.current = Math.max(widest.current, columns.length, ...cells.map(({ length }) => length));
    const all = Array.from({ length: widest.current }, (_, i) => columns[i] ?? { name: '' });
    const names = all.map(({ name }) => name);
    if (cells.length > 0) measured.current ??= columnWidths(names, cells);
    const known = measured.current ?? [];
    const widths = columnWidths(names, []).map((width, i) => known[i] ?? width);
    return { all, widths };
  }, [columns, rows, version]);
}
