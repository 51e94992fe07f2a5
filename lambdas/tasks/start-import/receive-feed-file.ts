import type { FeedFile, FeedHalf, FeedPair } from '../../contracts/feed-pair.ts';
import type { Import, UploadedImport } from '../../contracts/import.ts';
import { itemExpiry } from '../../core/lifecycle/item-expiry.ts';
import { arrivalOfPair, isComplete } from '../../core/naming/feed-pair.ts';
import type { StartImportPorts } from './ports.ts';
import { findExpected, type Received } from './receive-upload.ts';

/**
 * Gives a file of a pair to the import of the API that waits for it. When both files are there, a pointer makes it
 * known to the imports of earlier pairs, before it is queued.
 * @returns undefined when no import waits for the file: it is taken as a file without the API
 */
export async function receiveFeedFile(
  ports: StartImportPorts,
  upload: UploadedImport,
  half: FeedHalf,
): Promise<Received | undefined> {
  for (;;) {
    const waiting = await findExpected(ports, upload);
    if (waiting?.feed === undefined) return undefined;
    if (isKnown(waiting, upload, half)) return { item: waiting, isNew: false };
    if (waiting.status !== 'AWAITING_UPLOAD') return undefined;
    const item = await advance(ports, { ...waiting, feed: waiting.feed }, upload, half);
    if (item !== undefined) return { item, isNew: true };
  }
}

/** Another delivery of the event was first, or the import was cancelled before its files had arrived. */
function isKnown({ feed, cancelRequestedAt }: Import, { source }: UploadedImport, half: FeedHalf): boolean {
  const known = feed?.[half]?.object;
  if (known !== undefined) return known.etag === source.etag && known.versionId === source.versionId;
  return cancelRequestedAt !== undefined;
}

/** @returns undefined when the import has changed in the meantime */
async function advance(
  ports: StartImportPorts,
  waiting: Import & { readonly feed: FeedPair },
  upload: UploadedImport,
  half: FeedHalf,
): Promise<Import | undefined> {
  const { source, arrival, requestId = waiting.requestId, options, metadataProblem } = upload;
  const file: FeedFile = { object: source, arrival, ...(requestId !== undefined && { requestId }) };
  const feed: FeedPair = { ...waiting.feed, [half]: file, revision: waiting.feed.revision + 1 };
  const change = {
    feed,
    // The options are those of the data file.
    ...(half === 'data' && { source, options, metadataProblem }),
  };
  const complete = isComplete(feed) ? await completed(ports, { ...waiting, ...change }, feed) : {};
  const next = { ...change, ...complete };
  return (await ports.feeds.advance(waiting, next)) ? ({ ...waiting, ...next } as Import) : undefined;
}

/** The pointer that names the import is its own: files that are uploaded without the API do not join its pair. */
async function completed({ feeds, imports, now }: StartImportPorts, item: Import, feed: FeedPair) {
  const { tenant, importId } = item;
  const pointer = `${feed.timestamp}#${importId}`;
  // False for a call that was cut off after this step and runs again.
  await feeds.assign(tenant, pointer, { holder: importId }, itemExpiry('feedPair', item, now()));
  const sameContentAs = await imports.rememberContent(item as UploadedImport);
  return { status: 'QUEUED', arrival: arrivalOfPair(feed), feed, sameContentAs } as const;
}
