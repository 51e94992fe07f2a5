import { answer } from '../../../client/connect.ts';
import type { ImportSummaryView, ListQuery, RollcallClient } from '../../../client/rollcall-client.ts';
import type { Listing } from '../../lists/held-list.ts';

/** The API gives up to this many at once. */
export const MOST_AT_ONCE = 100;
/** With a filter that few imports fit, the API can answer with many short pages. */
const MOST_PAGES = 20;

type ListedImports = Listing<ImportSummaryView>;

interface ListOptions {
  /** How many to list at least, if there are so many. */
  readonly rows: number;
  /** Of the last answer. A list of several pages has none. */
  readonly etag: string | undefined;
  readonly signal: AbortSignal;
}

/** The newest imports that the filters fit. @returns without `data` if nothing has changed */
export async function listImports(
  { http }: Pick<RollcallClient, 'http'>,
  filters: Omit<ListQuery, 'limit' | 'cursor'>,
  { rows, etag, signal }: ListOptions,
): Promise<{ readonly data: ListedImports | undefined; readonly etag: string | undefined }> {
  const query = { ...filters, limit: Math.min(rows, MOST_AT_ONCE) };
  const headers = etag === undefined ? {} : { 'if-none-match': etag };
  const first = await http.GET('/v1/imports', { params: { query }, headers, signal });
  if (first.data === undefined) return { data: undefined, etag };
  const imports = [...first.data.imports];
  let { next } = first.data;
  if (rows <= MOST_AT_ONCE) {
    const answered = first.response.headers.get('etag') ?? undefined;
    return { data: { items: imports, hasMore: next !== undefined }, etag: answered };
  }
  for (let page = 1; page < MOST_PAGES && next !== undefined && imports.length < rows; page += 1) {
    const limit = Math.min(rows - imports.length, MOST_AT_ONCE);
    const params = { query: { ...filters, limit, cursor: next } };
    const found = await answer(http.GET('/v1/imports', { params, signal }));
    imports.push(...found.imports);
    next = found.next;
  }
  return { data: { items: imports, hasMore: next !== undefined }, etag: undefined };
}
