import type { ReactNode } from 'preact/compat';
import type { GridRow } from '../check/protocol.ts';
import { useFormat, useTexts } from '../texts/use-texts.ts';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/icon.tsx';
import { GridCell } from './grid-cell.tsx';
import { cellOf, issueOfRow } from './grid-model.ts';
import { type Area, isIn, type Place } from './moves.ts';
import { NUMBERS_PX, ROW_PX } from './use-view.ts';

export interface GridRowProps {
  readonly index: number;
  /** Undefined while it is loaded. */
  readonly row: GridRow | undefined;
  /** Pixels below the upper edge of the view. */
  readonly y: number;
  readonly columns: readonly number[];
  readonly ends: readonly number[];
  readonly focused: Place;
  readonly selected: Area;
  readonly describedBy: string;
  readonly editor: ((column: number) => ReactNode) | undefined;
}

export function GridRowView(props: GridRowProps) {
  const { index, row, y, columns, ends, focused, selected, describedBy, editor } = props;
  const width = ends.at(-1) ?? 0;
  // A record that cannot be divided into cells is one text.
  const drawn = row?.isMalformed ? [0] : columns;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${y}px)`, height: ROW_PX, width: width + NUMBERS_PX }}
      className="absolute top-0 left-0"
    >
      <RowNumber row={row} />
      {drawn.map((column) => {
        const place = { row: index, column };
        const left = NUMBERS_PX + (row?.isMalformed ? 0 : (ends[column - 1] ?? 0));
        const hasFocus = focused.row === index && (row?.isMalformed === true || focused.column === column);
        return (
          <GridCell
            key={column}
            place={place}
            cell={row && cellOf(row, column)}
            left={left}
            width={row?.isMalformed ? width : (ends[column] ?? 0) - (ends[column - 1] ?? 0)}
            span={row?.isMalformed ? ends.length : undefined}
            hasFocus={hasFocus}
            isSelected={isIn(selected, place)}
            isRemoved={row?.isRemoved ?? false}
            describedBy={describedBy}
            editor={hasFocus ? editor?.(column) : undefined}
          />
        );
      })}
    </div>
  );
}

function RowNumber({ row }: { readonly row: GridRow | undefined }) {
  const { check: texts } = useTexts();
  const format = useFormat();
  const issue = row && issueOfRow(row);
  const hasError = row?.issues.some(({ severity }) => severity === 'error') ?? false;
  return (
    <div
      role="rowheader"
      aria-colindex={1}
      style={{ width: NUMBERS_PX }}
      className={classes(
        'sticky left-0 z-[2] flex h-full items-center justify-end gap-1.5 border-r border-b border-line bg-sunken px-3 text-xs tabular-nums',
        hasError ? 'font-medium text-failed' : 'text-muted',
      )}
    >
      {issue && !row?.isMalformed && <Icon name="warning" className="size-3.5" />}
      {row === undefined ? (
        <span className="sr-only">{texts.loadingRow}</span>
      ) : (
        format.number(row.originalRecord ?? row.record)
      )}
    </div>
  );
}
