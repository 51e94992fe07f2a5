import { commandOf, type GridCommand } from './grid-keys.ts';
import type { DataGridProps } from './grid-props.ts';
import type { Area, Place } from './moves.ts';

interface GridState {
  readonly selected: Area;
  readonly isEditing: boolean;
  readonly viewRows: number;
}

type Props = Pick<DataGridProps, 'place' | 'count' | 'columns' | 'onPlace' | 'onCopy' | 'onPaste'>;

/** Keys, the pointer and the clipboard. */
export function gridEvents(
  { place, count, columns, onPlace, onCopy, onPaste }: Props,
  { selected, isEditing, viewRows }: GridState,
  run: (command: GridCommand) => void,
) {
  return {
    onKeyDown(event: KeyboardEvent) {
      const page = Math.max(1, viewRows - 1);
      const command = commandOf(event, place, { rows: count, columns: columns.length, page });
      if (command === undefined) return;
      event.preventDefault();
      run(command);
    },
    onMouseDown(event: MouseEvent) {
      const clicked = placeOf(event);
      if (clicked === undefined) return;
      // The editor takes over its text before its cell may be gone.
      if (isEditing && document.activeElement instanceof HTMLElement) document.activeElement.blur();
      // The focus follows the place, which keeps the other corner of what is selected.
      event.preventDefault();
      run({ kind: 'move', to: clicked, extends: event.shiftKey });
    },
    /** Screen readers move the focus without a key or a click. */
    onFocusIn(event: FocusEvent) {
      const focused = placeOf(event);
      if (focused === undefined || isSame(focused, place)) return;
      onPlace(focused, focused);
    },
    onDoubleClick(event: MouseEvent) {
      if (placeOf(event) !== undefined) run({ kind: 'edit' });
    },
    onCopy(event: ClipboardEvent) {
      const text = isEditing ? undefined : onCopy(selected);
      if (text === undefined) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
    },
    onPaste(event: ClipboardEvent) {
      if (isEditing) return;
      event.preventDefault();
      onPaste(selected, event.clipboardData?.getData('text/plain') ?? '');
    },
  };
}

function placeOf({ target }: Event): Place | undefined {
  if (!(target instanceof Element) || target instanceof HTMLTextAreaElement) return undefined;
  const cell = target.closest('[role="gridcell"]');
  if (!(cell instanceof HTMLElement)) return undefined;
  return { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}

function isSame(one: Place, other: Place): boolean {
  return one.row === other.row && one.column === other.column;
}
