import type { ReactNode } from 'preact/compat';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/icon.tsx';
import type { CellView } from './grid-model.ts';
import type { Place } from './moves.ts';

export interface GridCellProps {
  readonly place: Place;
  /** Undefined while the row is loaded. */
  readonly cell: CellView | undefined;
  readonly left: number;
  readonly width: number;
  /** How many columns it spans. */
  readonly span?: number | undefined;
  readonly hasFocus: boolean;
  readonly isSelected: boolean;
  readonly isRemoved: boolean;
  readonly describedBy: string;
  /** In place of its text. */
  readonly editor?: ReactNode;
}

export function GridCell(props: GridCellProps) {
  const { place, cell, left, width, span, hasFocus, isSelected, isRemoved, describedBy, editor } = props;
  const severity = cell?.issue?.severity;
  return (
    <div
      role="gridcell"
      tabIndex={hasFocus ? 0 : -1}
      data-row={place.row}
      data-column={place.column}
      aria-colindex={place.column + 2}
      aria-colspan={span}
      aria-selected={isSelected}
      aria-invalid={severity === 'error' || undefined}
      aria-describedby={hasFocus ? describedBy : undefined}
      aria-busy={cell === undefined || undefined}
      style={{ left, width }}
      className={classes(
        'absolute inset-y-0 flex items-center gap-1.5 border-r border-b border-line px-3 text-sm select-none',
        'focus:z-[1] focus:outline-2 focus:-outline-offset-2 focus:outline-accent',
        severity === 'error' && 'bg-failed/10',
        severity === 'warning' && 'bg-warning/10',
        isSelected && 'bg-accent/15',
        isRemoved && 'text-muted line-through',
      )}
    >
      {editor ?? (
        <>
          <span className="min-w-0 flex-1 truncate">{cell?.text}</span>
          {cell?.isEdited && <span className="size-1.5 shrink-0 rounded-full bg-accent" />}
          {severity !== undefined && (
            <Icon
              name="warning"
              className={`size-3.5 ${severity === 'error' ? 'text-failed' : 'text-warning'}`}
            />
          )}
        </>
      )}
    </div>
  );
}
