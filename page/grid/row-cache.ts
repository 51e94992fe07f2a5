import type { GridRow } from '../check/protocol.ts';

/** Rows that are asked for at once. */
const PAGE_ROWS = 100;
/** Pages that are kept: enough for a view, and for some steps back. */
const MOST_PAGES = 30;

export type LoadRows = (from: number, count: number) => Promise<readonly GridRow[]>;

/** Rows by their index in a selection. Those of a page that is loaded again stay until the new ones are there. */
export interface RowCache {
  /** Undefined while it is loaded. */
  row(index: number): GridRow | undefined;
  /** Loads what is missing of a range. */
  want(from: number, to: number): void;
  /** The rows of a range, loaded if necessary. */
  read(from: number, to: number): Promise<readonly GridRow[]>;
  /** Rows may have changed. */
  refresh(): void;
  /** Shows a text until the row is loaded again. */
  show(index: number, column: number, text: string): void;
}

interface Page {
  rows: readonly GridRow[];
  isFresh: boolean;
  loading: Promise<void> | undefined;
}

/** @param onChange rows that were asked for are there */
export function createRowCache(load: LoadRows, count: number, onChange: () => void): RowCache {
  const pages = new Map<number, Page>();
  let generation = 0;

  function pageAt(number: number): Page {
    const page = pages.get(number) ?? { rows: [], isFresh: false, loading: undefined };
    // A page that is used is the last one that is forgotten.
    pages.delete(number);
    pages.set(number, page);
    return page;
  }

  async function fill(page: Page, number: number): Promise<void> {
    const from = number * PAGE_ROWS;
    const asked = generation;
    const rows = await load(from, Math.min(PAGE_ROWS, count - from)).finally(() => {
      page.loading = undefined;
    });
    // Rows that were read before an edit must not hide its result.
    if (asked !== generation) return ensure(number);
    page.rows = rows;
    page.isFresh = true;
    onChange();
  }

  function ensure(number: number): Promise<void> {
    const page = pageAt(number);
    if (page.isFresh) return Promise.resolve();
    page.loading ??= fill(page, number);
    return page.loading;
  }

  const row = (index: number) => pages.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS];

  return {
    row,
    want(from, to) {
      for (const number of pagesOf(from, Math.min(count, to))) void ensure(number).catch(() => undefined);
      forgetOld(pages);
    },
    async read(from, to) {
      // Not through the cache: a range may have more rows than it keeps.
      const rows: GridRow[] = [];
      for (let at = from; at < to; at += PAGE_ROWS)
        rows.push(...(await load(at, Math.min(PAGE_ROWS, to - at))));
      return rows;
    },
    refresh() {
      generation++;
      for (const page of pages.values()) page.isFresh = false;
      onChange();
    },
    show(index, column, text) {
      const page = pages.get(Math.floor(index / PAGE_ROWS));
      const before = row(index);
      if (page === undefined || before === undefined) return;
      const cells = Array.from({ length: Math.max(before.cells.length, column + 1) }, (_, i) =>
        i === column ? text : (before.cells[i] ?? ''),
      );
      page.rows = page.rows.with(index % PAGE_ROWS, { ...before, cells });
      onChange();
    },
  };
}

function pagesOf(from: number, to: number): readonly number[] {
  const first = Math.floor(Math.max(0, from) / PAGE_ROWS);
  const last = Math.floor((to - 1) / PAGE_ROWS);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

/** A map has its keys in the order in which they were set. */
function forgetOld(pages: Map<number, Page>): void {
  for (const [number, { loading }] of pages) {
    if (pages.size <= MOST_PAGES) return;
    if (loading === undefined) pages.delete(number);
  }
}
