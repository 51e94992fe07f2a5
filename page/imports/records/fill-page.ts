export interface RecordPage<T> {
  readonly records: readonly T[];
  /** Where the next page begins; absent at the end. */
  readonly next?: string | undefined;
}

export type LoadPage<T> = (cursor: string | undefined, limit: number) => Promise<RecordPage<T>>;

/** With a filter, the API may answer with less than was asked for. Beyond these requests the page is shown as it is. */
const MOST_REQUESTS = 50;

/** A whole page, unless the list ends before. */
export async function fillPage<T>(
  load: LoadPage<T>,
  cursor: string | undefined,
  size: number,
): Promise<RecordPage<T>> {
  const records: T[] = [];
  let from = cursor;
  for (let requests = 0; requests < MOST_REQUESTS; requests++) {
    const page = await load(from, size - records.length);
    records.push(...page.records);
    from = page.next;
    if (from === undefined || records.length >= size) break;
  }
  return { records, ...(from !== undefined && { next: from }) };
}
