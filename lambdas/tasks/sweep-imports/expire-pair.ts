import type { FeedStore } from '../../adapters/dynamo-feed-store.ts';
import type { Import } from '../../contracts/import.ts';
import { otherFeedName } from '../../core/naming/feed-name.ts';
import { showName } from '../../core/wording/show-value.ts';

export interface ExpirePairPorts {
  readonly feeds: Pick<FeedStore, 'advance'>;
  readonly now: () => Date;
}

/**
 * Ends the import of a file whose other file did not arrive in time.
 * @returns the ended import; undefined when it still waits, or its other file has just arrived
 */
export async function expirePair(ports: ExpirePairPorts, item: Import): Promise<Import | undefined> {
  const { feed, createdAt } = item;
  const now = ports.now().toISOString();
  if (feed?.expiresAt === undefined || now < feed.expiresAt) return undefined;
  const missing = otherFeedName(feed.data === undefined ? 'header' : 'data', feed.timestamp);
  const ending = {
    status: 'EXPIRED',
    reason: {
      code: 'FILE_MISSING',
      message: `${showName(item.fileName)} waited from ${createdAt} for ${missing}, which did not arrive. Upload that file now to import both files, or upload both files again.`,
    },
    endedAt: now,
  } as const;
  return (await ports.feeds.advance(item, ending)) ? { ...item, ...ending } : undefined;
}
