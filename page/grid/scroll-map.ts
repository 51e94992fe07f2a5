/** Browsers do not lay out elements that are much higher: Firefox ends at 17.8 million px, Chromium at 33.5 million. */
const MOST_PX = 12_000_000;

export interface GridHeight {
  readonly rows: number;
  readonly rowPx: number;
  /** Of the part that shows rows. */
  readonly viewPx: number;
}

/** Between the position of a scroll bar and the row that is at the top. */
export interface ScrollMap {
  /** Height of what is scrolled. */
  readonly px: number;
  /** Pixels above the view, if all rows were one element. */
  topAt(scrollTop: number): number;
  scrollTopAt(top: number): number;
}

/** One to one as long as the rows are not higher than an element may be; otherwise the scroll bar moves in larger steps. */
export function scrollMap({ rows, rowPx, viewPx }: GridHeight): ScrollMap {
  const all = rows * rowPx;
  const px = Math.min(all, MOST_PX);
  const mostTop = Math.max(0, all - viewPx);
  const scale = px === all ? 1 : mostTop / Math.max(1, px - viewPx);
  const clamp = (top: number) => Math.min(Math.max(0, top), mostTop);
  return {
    px,
    topAt: (scrollTop) => clamp(scrollTop * scale),
    scrollTopAt: (top) => clamp(top) / scale,
  };
}

/** Where the top must be so that a row is in view. */
export function topToShow(row: number, top: number, { rowPx, viewPx }: GridHeight): number {
  const from = row * rowPx;
  if (from < top) return from;
  return Math.max(top, from + rowPx - viewPx);
}
