import { useCallback, useEffect, useRef, useState } from 'react';
import type { RecordFilter } from '../../check/protocol.ts';
import { createRowCache, type RowCache } from '../../grid/row-cache.ts';
import { fileCheck } from '../open-check.ts';

export interface Rows {
  readonly filter: RecordFilter;
  /** The id of the selection in the worker. */
  readonly selection: number;
  readonly count: number;
  readonly cache: RowCache;
}

/** The rows of the file that are shown. A filter is applied once: rows that are fixed stay where they are. */
export function useRows(first: RecordFilter) {
  const [rows, setRows] = useState<Rows>();
  const [version, setVersion] = useState(0);
  const asked = useRef(0);
  const changed = useCallback(() => setVersion((before) => before + 1), []);

  const choose = useCallback(
    async (filter: RecordFilter): Promise<Rows | undefined> => {
      const round = ++asked.current;
      const { selection, count } = await fileCheck.ask('select', { filter });
      if (round !== asked.current) return undefined;
      const load = async (from: number, wanted: number) =>
        (await fileCheck.ask('rows', { selection, from, count: wanted })).rows;
      const next = { filter, selection, count, cache: createRowCache(load, count, changed) };
      setRows(next);
      return next;
    },
    [changed],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: later filters are chosen by the person.
  useEffect(() => {
    void choose(first).catch(() => undefined);
  }, [choose]);

  return { rows, version, choose };
}
