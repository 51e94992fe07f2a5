import { useReducer, useRef, useState } from 'preact/compat';
import type { Answer } from '../api/poll.ts';
import { type Polled, usePolled } from '../api/use-polled.ts';
import { type Held, holdList, holdMore, type Listing } from './held-list.ts';

interface LiveListOptions<T> {
  /** @param rows how many to list at least, if there are so many */
  readonly load: (rows: number, etag: string | undefined, signal: AbortSignal) => Promise<Answer<Listing<T>>>;
  readonly pauseMs: (rows: number) => number;
  /** How many rows to show at first. Absent: all that `load` finds. */
  readonly rows?: number;
  /** How many to show in place of so many, when the person asks for more. */
  readonly more?: (rows: number) => number;
}

export interface HeldList<T> extends Held<T> {
  /** Another one: other rows were asked for. */
  readonly version: number;
  /** Whether the rows are those of an earlier question, while the answer is awaited. They must not be clicked: others will be in their places. */
  readonly isAwaited: boolean;
  readonly hasMore: boolean;
}

export interface LiveList<T> {
  /** Undefined until the first answer. */
  readonly held: HeldList<T> | undefined;
  readonly newest: readonly T[] | undefined;
  /** Of the last request. */
  readonly error: unknown;
  readonly refresh: () => void;
  /** Shows the newest. */
  readonly update: () => void;
  /** Shows more rows at the end. */
  readonly more: () => void;
}

/**
 * A list that is kept up to date, and whose rows stay where they are until the person asks for the newest.
 * @param key what is listed: another key asks for another list
 */
export function useLiveList<T extends { readonly id: string }>(
  key: string,
  { load, pauseMs, rows: first = 0, more = (n) => n }: LiveListOptions<T>,
): LiveList<T> {
  const [rows, setRows] = useState(first);
  const wanted = useRef(rows);
  const polled = usePolled<Listing<T>>(key, (etag, signal) => load(wanted.current, etag, signal), {
    pauseMs: () => pauseMs(wanted.current),
  });
  const { held, update } = useHeld(key, polled, rows);
  const shown = held?.rows.length ?? 0;
  // Those that wait are listed in addition, so that what is shown is still in the answer.
  wanted.current = Math.max(rows, shown) + (held?.waiting.added ?? 0);
  return {
    held,
    newest: polled.data?.items,
    error: polled.error,
    refresh: polled.refresh,
    update,
    more() {
      setRows(more(Math.max(rows, shown)));
      polled.refresh();
    },
  };
}

interface Asked<T> {
  readonly key: string;
  readonly items: readonly T[];
  readonly version: number;
}

function useHeld<T extends { readonly id: string }>(
  key: string,
  { data, previous, fresh }: Polled<Listing<T>>,
  rows: number,
): { readonly held: HeldList<T> | undefined; readonly update: () => void } {
  const asked = useRef<Asked<T>>(undefined);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const ask = (items: readonly T[]) => {
    asked.current = { key, items, version: (asked.current?.version ?? 0) + 1 };
  };
  if (fresh !== undefined) {
    const before = asked.current;
    if (before?.key !== key || (before.items.length === 0 && fresh.items.length > 0)) ask(fresh.items);
    else asked.current = { ...before, items: holdMore(before.items, fresh, rows) };
  }
  const newest = data ?? previous;
  return {
    held: newest && heldOf(asked.current, key, newest),
    update() {
      if (newest === undefined) return;
      ask(newest.items);
      redraw(undefined);
    },
  };
}

function heldOf<T extends { readonly id: string }>(
  asked: Asked<T> | undefined,
  key: string,
  newest: Listing<T>,
): HeldList<T> {
  const { hasMore } = newest;
  if (asked?.key === key)
    return { ...holdList(asked.items, newest), version: asked.version, isAwaited: false, hasMore };
  // Of an earlier visit of the screen, or with other filters.
  const items = asked?.items ?? newest.items;
  return { ...holdList(items, { items, hasMore }), version: asked?.version ?? 0, isAwaited: true, hasMore };
}
