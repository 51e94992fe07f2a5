import type { ReactNode } from 'preact/compat';
import type { DataGridProps } from './grid-props.ts';
import { GridRowView } from './grid-row.tsx';
import { areaOf } from './moves.ts';
import { HEADER_PX, ROW_PX } from './use-view.ts';
import { type Range, withFocused } from './visible.ts';

interface GridBodyProps {
  readonly grid: DataGridProps;
  readonly rows: Range;
  readonly columns: readonly number[];
  readonly ends: readonly number[];
  /** Pixels of rows above the view. */
  readonly top: number;
  readonly height: number;
  readonly editor: (column: number) => ReactNode;
}

/** The rows in view. They stay below the header, and are moved within it: so the rows may be higher than an element can be. */
export function GridBody({ grid, rows, columns, ends, top, height, editor }: GridBodyProps) {
  const { place, anchor, rowAt, count, describedBy } = grid;
  return (
    <div role="rowgroup" style={{ top: HEADER_PX, height }} className="sticky overflow-clip">
      {withFocused(rows, place.row, count).map((index) => (
        <GridRowView
          key={index}
          index={index}
          row={rowAt(index)}
          y={index * ROW_PX - top}
          columns={columns}
          ends={ends}
          focused={place}
          selected={areaOf(place, anchor)}
          describedBy={describedBy}
          editor={index === place.row ? editor : undefined}
        />
      ))}
    </div>
  );
}
