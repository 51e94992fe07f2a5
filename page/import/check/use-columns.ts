import { useMemo, useRef } from 'preact/compat';
import type { ColumnOfGrid } from '../../check/protocol.ts';
import { type GridColumns, gridColumns } from '../../grid/grid-columns.ts';
import type { Rows } from './use-rows.ts';

export function useColumns(ofFile: readonly ColumnOfGrid[], rows: Rows | undefined): GridColumns {
  const seen = useRef<GridColumns>(undefined);
  return useMemo(() => {
    const columns = gridColumns(seen.current, ofFile, rows?.first ?? []);
    if (rows !== undefined) seen.current = columns;
    return columns;
  }, [ofFile, rows]);
}
