/** Indexes, without the one at the end. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Rows beyond the view that are drawn, so that scrolling shows no gap. */
const MORE_ROWS = 6;

export function visibleRows(top: number, viewPx: number, rowPx: number, rows: number): Range {
  const from = Math.max(0, Math.floor(top / rowPx) - MORE_ROWS);
  const to = Math.min(rows, Math.ceil((top + viewPx) / rowPx) + MORE_ROWS);
  return { from: Math.min(from, to), to };
}

/** @param ends where each column ends, in px; see `columnEnds` */
export function visibleColumns(left: number, viewPx: number, ends: readonly number[]): Range {
  const from = ends.findIndex((end) => end > left);
  if (from === -1) return { from: 0, to: 0 };
  const last = ends.findIndex((end) => end >= left + viewPx);
  return { from: Math.max(0, from - 1), to: last === -1 ? ends.length : Math.min(ends.length, last + 2) };
}

/** The indexes of a range, and one more that is always drawn: the one that has the focus. */
export function withFocused({ from, to }: Range, focused: number, count: number): readonly number[] {
  const indexes = Array.from({ length: to - from }, (_, i) => from + i);
  if (focused < 0 || focused >= count || (focused >= from && focused < to)) return indexes;
  return focused < from ? [focused, ...indexes] : [...indexes, focused];
}
