import type { ListQuery, RollcallClient } from '../../client/rollcall-client.ts';
import type { ImportStatus } from '../../lambdas/contracts/import-status.ts';
import type { Listing } from './describe-listing.ts';
import { shownSummary } from './shown-import.ts';

const MOST_PER_PAGE = 100;

/** The newest imports of the bearer's tenant. */
export async function listByApi(
  client: RollcallClient,
  { status, limit }: { readonly status?: ImportStatus; readonly limit: number },
): Promise<Listing> {
  const found: Awaited<ReturnType<RollcallClient['listImports']>>['imports'] = [];
  let cursor: string | undefined;
  do {
    const query: ListQuery = {
      ...(status !== undefined && { status }),
      ...(cursor !== undefined && { cursor }),
      limit: Math.min(MOST_PER_PAGE, limit + 1 - found.length),
    };
    const { imports, next } = await client.listImports(query);
    found.push(...imports);
    cursor = next;
  } while (cursor !== undefined && found.length <= limit);
  const shown = found.slice(0, limit);
  return {
    imports: shown.map(shownSummary),
    positions: new Map(
      shown.flatMap(({ id, queuePosition }) => (queuePosition === undefined ? [] : [[id, queuePosition]])),
    ),
    interrupted: new Set(),
    damaged: new Map(),
    hasMore: found.length > limit,
  };
}
