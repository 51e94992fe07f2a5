import type { CellEdit, GridRow } from '../check/protocol.ts';
import { cellsOfClipboard, clipboardText } from './clipboard-text.ts';
import type { Area } from './moves.ts';

/** The text for a cell of an area, by its distance from the corner; undefined leaves the cell as it is. */
type TextAt = (row: number, column: number) => string | undefined;

/** @param rows those of the area. Rows that have no cells of their own stay as they are. */
export function areaEdits(rows: readonly GridRow[], { left, right }: Area, textAt: TextAt): CellEdit[] {
  return rows.flatMap(({ record, isMalformed, isRemoved }, i) => {
    if (isMalformed || isRemoved) return [];
    return Array.from({ length: right - left + 1 }, (_, column) => textAt(i, column)).flatMap(
      (value, column) => (value === undefined ? [] : [{ record, column: left + column, value }]),
    );
  });
}

/** What is pasted where. One cell fills all that are selected; more begin at the upper left corner. */
export function pastedArea(area: Area, text: string, columns: number): { area: Area; textAt: TextAt } {
  const pasted = cellsOfClipboard(text);
  const width = Math.max(...pasted.map(({ length }) => length));
  if (pasted.length === 1 && width === 1) return { area, textAt: () => pasted[0]?.[0] };
  const bottom = area.top + pasted.length - 1;
  const right = Math.min(columns - 1, area.left + width - 1);
  return { area: { ...area, bottom, right }, textAt: (row, column) => pasted[row]?.[column] };
}

/** @param rowAt undefined for a row that is not loaded: then nothing is copied */
export function copiedText(
  { top, bottom, left, right }: Area,
  rowAt: (index: number) => GridRow | undefined,
): string | undefined {
  const copied: string[][] = [];
  for (let index = top; index <= bottom; index++) {
    const cells = rowAt(index)?.cells;
    if (cells === undefined) return undefined;
    copied.push(Array.from({ length: right - left + 1 }, (_, i) => cells[left + i] ?? ''));
  }
  return clipboardText(copied);
}
