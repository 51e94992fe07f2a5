import { useEffect, useMemo, useRef } from 'preact/compat';
import type { GridRow } from '../check/protocol.ts';
import { useTexts } from '../texts/use-texts.ts';
import { CellEditor, type Leave } from './cell-editor.tsx';
import { columnEnds } from './column-widths.ts';
import { GridBody } from './grid-body.tsx';
import { gridEvents } from './grid-events.ts';
import { GridHeader } from './grid-header.tsx';
import type { GridCommand } from './grid-keys.ts';
import { issueOf } from './grid-model.ts';
import type { DataGridProps } from './grid-props.ts';
import { areaOf, inGrid, type Place } from './moves.ts';
import { useEditing } from './use-editing.ts';
import { useFocus } from './use-focus.ts';
import { HEADER_PX, NUMBERS_PX, ROW_PX, useView } from './use-view.ts';
import { visibleColumns, visibleRows, withFocused } from './visible.ts';

/** A grid as the ARIA pattern describes it: one cell is in the order of Tab, and keys move the focus. What is out of view is not drawn. */
export function DataGrid(props: DataGridProps) {
  const { columns, count, rowAt, place, anchor } = props;
  const { onView, version } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { ends, view, map, rows, shown, onScroll, show } = useVisible(props, scroller);
  const row = rowAt(place.row);
  const { editing, begin, end } = useEditing(row, place, props.editRound);
  const focus = useFocus(scroller, props.focusRound);
  const selected = areaOf(place, anchor);

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that have changed are asked for again.
  useEffect(() => onView(rows.from, rows.to), [onView, rows.from, rows.to, version]);
  // The focus may have been moved from outside.
  useEffect(() => show(place), [place, show]);

  const goTo = (to: Place, other = to) => {
    props.onPlace(to, other);
    focus();
  };
  const commit = (text: string, leave: Leave, everywhere: boolean) => {
    end();
    if (editing?.isTyped || text !== editing?.text) props.onEdit(place, text, everywhere);
    if (leave !== 'stay') goTo(inGrid(after(place, leave), { rows: count, columns: columns.length }));
  };
  const run = (command: GridCommand) => {
    if (command.kind === 'move') goTo(command.to, command.extends ? anchor : command.to);
    else if (command.kind === 'edit') begin(command.typed);
    else if (command.kind === 'clear') props.onClear(selected);
    else if (command.kind === 'undo') props.onUndo();
    else if (command.kind === 'redo') props.onRedo();
    else props.onPlace(place, place);
  };
  const state = { selected, isEditing: editing !== undefined, viewRows: Math.floor(view.height / ROW_PX) };
  const events = gridEvents(props, state, run);
  const editor = (column: number) =>
    editing && (
      <Editor
        {...{ props, column, row, ...editing }}
        onCommit={commit}
        onCancel={() => {
          end();
          focus();
        }}
      />
    );
  const width = NUMBERS_PX + (ends.at(-1) ?? 0);
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-multiselectable="true"
      aria-rowcount={count + 1}
      aria-colcount={columns.length + 1}
      onScroll={onScroll}
      {...events}
      style={{ height: HEADER_PX + props.viewRows * ROW_PX + SCROLL_BAR_PX }}
      className="relative touch-manipulation overflow-auto rounded-card border border-line bg-surface outline-none"
    >
      <div style={{ height: HEADER_PX + Math.max(map.px, view.height), width }} role="presentation">
        <GridHeader columns={columns} shown={shown} ends={ends} />
        <GridBody
          {...{ grid: props, rows, columns: shown, ends, editor }}
          top={view.top}
          height={view.height}
        />
      </div>
    </div>
  );
}

const SCROLL_BAR_PX = 16;

function useVisible({ widths, count, columns, place }: DataGridProps, scroller: Scroller) {
  const ends = useMemo(() => columnEnds(widths), [widths]);
  const { view, ...rest } = useView(scroller, count, ends);
  const rows = visibleRows(view.top, view.height, ROW_PX, count);
  const shown = withFocused(visibleColumns(view.left, view.width, ends), place.column, columns.length);
  return { ends, view, rows, shown, ...rest };
}

type Scroller = Parameters<typeof useView>[0];

interface EditorProps {
  readonly props: DataGridProps;
  readonly column: number;
  readonly row: GridRow | undefined;
  readonly text: string;
  readonly isTyped: boolean;
  readonly onCommit: (text: string, leave: Leave, everywhere: boolean) => void;
  readonly onCancel: () => void;
}

function Editor({ props: { columns, describedBy }, column, row, ...rest }: EditorProps) {
  const { check: texts } = useTexts();
  return (
    <CellEditor
      {...rest}
      label={texts.editCell(columns[column]?.name || texts.extra, String(row?.record ?? ''))}
      describedBy={describedBy}
      isInvalid={row !== undefined && issueOf(row, column)?.severity === 'error'}
    />
  );
}

function after({ row, column }: Place, leave: Exclude<Leave, 'stay'>): Place {
  if (leave === 'down') return { row: row + 1, column };
  return { row, column: column + (leave === 'right' ? 1 : -1) };
}
