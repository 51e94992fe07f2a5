import { useCallback, useRef, useState } from 'preact/compat';
import type { GridRow, RecordFilter } from '../../check/protocol.ts';
import { createRowCache, type RowCache } from '../../grid/row-cache.ts';
import { fileCheck } from '../open-check.ts';

const FIRST_ROWS = 50;

export interface Rows {
  readonly filter: RecordFilter;
  /** The id of the selection in the worker. */
  readonly selection: number;
  readonly count: number;
  /** The first rows, by which columns are as wide as they are. */
  readonly first: readonly GridRow[];
  readonly cache: RowCache;
}

/** The rows of the file that are shown. A filter is applied once: rows that are fixed stay where they are. */
export function useRows() {
  const [rows, setRows] = useState<Rows>();
  const [version, setVersion] = useState(0);
  const asked = useRef(0);
  const changed = useCallback(() => setVersion((before) => before + 1), []);

  const choose = useCallback(
    async (filter: RecordFilter): Promise<Rows | undefined> => {
      const round = ++asked.current;
      const { selection, count } = await fileCheck.ask('select', { filter });
      const load = async (from: number, wanted: number) =>
        (await fileCheck.ask('rows', { selection, from, count: wanted })).rows;
      const first = await load(0, FIRST_ROWS);
      if (round !== asked.current) return undefined;
      const next = { filter, selection, count, first, cache: createRowCache(load, count, changed) };
      setRows(next);
      return next;
    },
    [changed],
  );

  return { rows, version, choose };
}
