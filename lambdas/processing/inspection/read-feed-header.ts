import { readSource } from '../../adapters/read-object.ts';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { FeedHeader } from '../../contracts/feed-header.ts';
import type { FeedFile } from '../../contracts/feed-pair.ts';
import { assertHeaderSize, parseFeedHeader } from '../../reading/inspection/parse-feed-header.ts';

/**
 * Reads the header file of a pair, as it was when the pair came together.
 * @throws FileRejected where it declares no columns
 */
export async function readFeedHeader(
  objects: Pick<ObjectStore, 'open'>,
  { object }: FeedFile,
): Promise<FeedHeader> {
  const name = object.key.slice(object.key.lastIndexOf('/') + 1);
  assertHeaderSize(object.size, name);
  const bytes = object.size === 0 ? Buffer.alloc(0) : await readSource(objects, object);
  return parseFeedHeader(bytes, name);
}
