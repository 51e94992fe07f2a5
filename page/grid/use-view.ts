import { type RefObject, useCallback, useEffect, useRef, useState } from 'preact/compat';
import type { Place } from './moves.ts';
import { type GridHeight, scrollMap, topToShow } from './scroll-map.ts';

/** Pixels of the parts that do not move. */
export const HEADER_PX = 40;
export const ROW_PX = 36;
export const NUMBERS_PX = 84;

interface View {
  /** Pixels of rows above the view. */
  readonly top: number;
  readonly left: number;
  /** Of the part that shows cells. */
  readonly width: number;
  readonly height: number;
}

/**
 * What part of the grid is in view. The exact top is kept beside the position of the scroll bar, which is in larger steps
 * where there are very many rows.
 */
export function useView(scroller: RefObject<HTMLDivElement | null>, rows: number, ends: readonly number[]) {
  const [view, setView] = useState<View>({ top: 0, left: 0, width: 800, height: 12 * ROW_PX });
  const height: GridHeight = { rows, rowPx: ROW_PX, viewPx: view.height };
  const map = scrollMap(height);
  const latest = useRef({ view, map, height, ends });
  latest.current = { view, map, height, ends };

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () =>
      setView((before) => ({
        ...before,
        width: Math.max(0, element.clientWidth - NUMBERS_PX),
        height: Math.max(ROW_PX, element.clientHeight - HEADER_PX),
      }));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [scroller]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const { scrollTop, scrollLeft } = element;
    setView((before) => {
      const { map: now } = latest.current;
      // The scroll bar is where this top has put it.
      const isThere = Math.abs(now.scrollTopAt(before.top) - scrollTop) < 1;
      const top = isThere ? before.top : now.topAt(scrollTop);
      return top === before.top && scrollLeft === before.left ? before : { ...before, top, left: scrollLeft };
    });
  }, [scroller]);

  const show = useCallback(
    ({ row, column }: Place) => {
      const element = scroller.current;
      if (element === null) return;
      const now = latest.current;
      const top = topToShow(row, now.view.top, now.height);
      const left = leftToShow(column, now.view, now.ends);
      if (top === now.view.top && left === now.view.left) return;
      setView((before) => ({ ...before, top, left }));
      element.scrollTop = now.map.scrollTopAt(top);
      element.scrollLeft = left;
    },
    [scroller],
  );

  return { view, map, onScroll, show };
}

function leftToShow(column: number, { left, width }: View, ends: readonly number[]): number {
  const from = ends[column - 1] ?? 0;
  const to = ends[column] ?? from;
  if (from < left) return from;
  // Of a column that is wider than the view, its beginning.
  return Math.max(left, Math.min(from, to - width));
}
