export interface PageOfList<T> {
  readonly items: readonly T[];
  /** Where the next page begins; absent at the end. */
  readonly next?: string | undefined;
}

export type LoadPage<T> = (cursor: string | undefined, limit: number) => Promise<PageOfList<T>>;

interface FillOptions {
  /** Where the page begins; absent for the first one. */
  readonly cursor?: string | undefined;
  readonly size: number;
  /** The page is shown as it is after so many. */
  readonly mostRequests?: number;
}

const MOST_REQUESTS = 50;

/** A whole page, unless the list ends before: with a filter, the API may answer with less than was asked for. */
export async function fillPage<T>(
  load: LoadPage<T>,
  { cursor, size, mostRequests = MOST_REQUESTS }: FillOptions,
): Promise<PageOfList<T>> {
  const items: T[] = [];
  let from = cursor;
  for (let requests = 0; requests < mostRequests; requests++) {
    const page = await load(from, size - items.length);
    items.push(...page.items);
    from = page.next;
    if (from === undefined || items.length >= size) break;
  }
  return { items, ...(from !== undefined && { next: from }) };
}
