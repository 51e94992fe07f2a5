import type { FeedStore } from '../adapters/dynamo-feed-store.ts';
import type { Import } from '../contracts/import.ts';
import { supersedes } from '../core/naming/feed-pair.ts';
import { showName } from '../core/wording/show-value.ts';

export interface TakeTurnPorts {
  readonly feeds: Pick<FeedStore, 'since' | 'beginTurn' | 'supersede'>;
  readonly imports: { find(importId: string): Promise<Import | undefined> };
}

/**
 * Decides whether an import that has the turn is notified. Of several pairs of a feed that wait, only the last one is
 * imported: an earlier one ends as SUPERSEDED here, unless it has begun. Each of both is written on the condition that
 * the other was not, so that concurrent callers come to one decision.
 * @returns false when the import must be looked at again
 */
export async function takeTurn(ports: TakeTurnPorts, item: Import): Promise<boolean> {
  const { importId, attempt, feed, begunAttempt } = item;
  if (feed === undefined || begunAttempt === attempt) return true;
  const later = await laterPair(ports, item);
  if (later === undefined) return ports.feeds.beginTurn(importId, attempt);
  await ports.feeds.supersede(importId, attempt, { code: 'SUPERSEDED', message: reasonOf(later) });
  return false;
}

async function laterPair({ feeds, imports }: TakeTurnPorts, item: Import): Promise<Import | undefined> {
  for await (const last of feeds.since(item.tenant, item.feed?.timestamp ?? '')) {
    for (let id: string | undefined = last; id !== undefined && id !== item.importId; ) {
      const other: Import | undefined = await imports.find(id);
      if (other !== undefined && supersedes(other) && !isEarlier(other, item)) return other;
      id = other?.feed?.before;
    }
  }
  return undefined;
}

/**
 * Of pairs with the same timestamp, the one that arrived last is imported. Without the API, each names the one before. A pair
 * of the API is not part of that chain.
 */
function isEarlier(other: Import, item: Import): boolean {
  const isOfApi = other.upload !== undefined || item.upload !== undefined;
  return isOfApi && other.feed?.timestamp === item.feed?.timestamp && other.arrival < item.arrival;
}

function reasonOf({ fileName, importId }: Import): string {
  return `Only the most recent pair of a user feed is imported, and a later pair has arrived: ${showName(fileName)}, import ${importId}.`;
}
