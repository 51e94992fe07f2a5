import { answer } from '../../client/connect.ts';
import type { RollcallClient } from '../../client/rollcall-client.ts';
import { isStatus } from '../imports/statuses.ts';
import { fillPage } from '../lists/fill-page.ts';
import type { Listing } from '../lists/held-list.ts';
import type { StageFilters } from '../routing/routes.ts';
import type { StageImport } from './views.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The API gives up to this many at once. */
const PAGE_SIZE = 100;
/** With a filter that few imports fit, the API can answer with many short pages. */
const MOST_PAGES = 10;

export const PERIODS = ['1', '7', '30'] as const;
export const DEFAULT_PERIOD = '7';

/** @returns the beginning of the last days, as ISO 8601 */
export function periodFrom(days: string | undefined, now: number): string {
  const known = PERIODS.find((one) => one === days) ?? DEFAULT_PERIOD;
  return new Date(now - Number(known) * DAY_MS).toISOString();
}

type Filters = { readonly [N in keyof StageFilters]: StageFilters[N] | undefined };

interface ListOptions {
  /** How many to list at least, if there are so many. */
  readonly rows: number;
  readonly now: number;
  readonly signal: AbortSignal;
}

/** The newest imports that the filters fit, page by page. */
export async function listStageImports(
  { http }: Pick<RollcallClient, 'http'>,
  { status, tenant, type, days }: Filters,
  { rows, now, signal }: ListOptions,
): Promise<Listing<StageImport>> {
  const { items, next } = await fillPage(
    async (cursor, most) => {
      const query = {
        from: periodFrom(days, now),
        limit: Math.min(PAGE_SIZE, most),
        ...(isStatus(status) && { status }),
        ...(tenant !== undefined && { tenant }),
        ...(type !== undefined && { type }),
        ...(cursor !== undefined && { cursor }),
      };
      const page = await answer(http.GET('/v1/stage/imports', { params: { query }, signal }));
      return { items: page.imports, next: page.next };
    },
    { size: rows, mostRequests: MOST_PAGES },
  );
  return { items, hasMore: next !== undefined };
}
