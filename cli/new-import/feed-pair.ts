import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The import type whose files come in pairs. */
export const FEED_TYPE = 'user-feed';

export interface FeedPairFiles {
  readonly header: string;
  readonly data: string;
}

/**
 * Finds the two files of a user feed, given one: `user_feed_header_20180321110559.json` and
 * `user_feed_data_20180321110559.json` in the same directory.
 * @returns undefined for a file with another name; the name of the missing file when only one exists
 */
export function findFeedPair(file: string): FeedPairFiles | { readonly missing: string } | undefined {
  const [, half, timestamp] = /^user_feed_(header|data)_(\d+)\.json(?:\.gz)?$/.exec(basename(file)) ?? [];
  if (half === undefined) return undefined;
  const wanted = `user_feed_${half === 'header' ? 'data' : 'header'}_${timestamp}.json`;
  const other = [wanted, `${wanted}.gz`]
    .map((name) => join(dirname(file), name))
    .find((path) => existsSync(path));
  if (other === undefined) return { missing: join(dirname(file), wanted) };
  return half === 'header' ? { header: file, data: other } : { header: other, data: file };
}
