import { useState } from 'preact/compat';
import { useLoaded } from '../api/use-polled.ts';
import { useAction } from '../settings/use-action.ts';
import { fillPage, type LoadPage, type PageOfList } from './fill-page.ts';

export interface Pages<T> {
  /** Undefined until the first page is there. */
  readonly items: readonly T[] | undefined;
  readonly error: unknown;
  /** Loads the list from its beginning. */
  readonly refresh: () => void;
  /** Adds the next page at the end; undefined if there is none. */
  readonly more: (() => void) | undefined;
  readonly isLoadingMore: boolean;
}

/**
 * A list by pages, of which the person asks for one after the other. It does not change by itself.
 * @param key what is listed
 */
export function usePages<T>(key: string, load: LoadPage<T>, size: number): Pages<T> {
  const { data, error, refresh } = useLoaded(key, () => fillPage(load, { size }));
  const [added, setAdded] = useState<{ readonly first: PageOfList<T>; readonly page: PageOfList<T> }>();
  // Pages that were added to another first one belong to another list.
  const own = added?.first === data ? added?.page : undefined;
  const { next } = own ?? data ?? {};
  const adding = useAction(async () => {
    if (data === undefined || next === undefined) return;
    const page = await fillPage(load, { cursor: next, size });
    setAdded({ first: data, page: { ...page, items: [...(own?.items ?? []), ...page.items] } });
  });
  return {
    items: data && [...data.items, ...(own?.items ?? [])],
    error: error ?? adding.error,
    refresh,
    more: next === undefined ? undefined : () => void adding.run(),
    isLoadingMore: adding.isBusy,
  };
}
