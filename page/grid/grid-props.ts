import type { ColumnOfGrid, GridRow } from '../check/protocol.ts';
import type { Area, Place } from './moves.ts';

export interface DataGridProps {
  readonly label: string;
  /** The element that says what is wrong with the cell that has the focus. */
  readonly describedBy: string;
  readonly columns: readonly ColumnOfGrid[];
  readonly widths: readonly number[];
  readonly count: number;
  /** How many rows its view has. */
  readonly viewRows: number;
  readonly rowAt: (index: number) => GridRow | undefined;
  /** Changes when rows have changed. */
  readonly version: number;
  readonly onView: (from: number, to: number) => void;
  readonly place: Place;
  /** The other corner of what is selected. */
  readonly anchor: Place;
  readonly onPlace: (place: Place, anchor: Place) => void;
  /** Each new number moves the focus to the place, from outside of the grid as well. */
  readonly focusRound: number;
  /** Each new number opens the editor of the place. */
  readonly editRound: number;
  readonly onEdit: (place: Place, text: string, everywhere: boolean) => void;
  readonly onClear: (area: Area) => void;
  readonly onPaste: (area: Area, text: string) => void;
  /** Undefined if the rows are too many. */
  readonly onCopy: (area: Area) => string | undefined;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}
