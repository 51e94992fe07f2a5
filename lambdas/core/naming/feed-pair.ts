import type { FeedFile, FeedHalf, FeedPair } from '../../contracts/feed-pair.ts';
import type { Import } from '../../contracts/import.ts';

/** What becomes of a file of a feed that was uploaded, seen from the import that took in the last one of its timestamp. */
export type FeedStep =
  /** The import has it already, or a later upload of the same file. */
  | { readonly kind: 'known' }
  /** The import waits, and takes it in. */
  | { readonly kind: 'join'; readonly feed: FeedPair }
  /** A new import, of this file and the last upload of the other. */
  | { readonly kind: 'begin'; readonly feed: FeedPair };

/**
 * A pair is the last upload of each of its files. While one is missing, its import waits; once it is taken, or given up,
 * another upload begins a new import. The same in whichever order the events come, and however often.
 */
export function takeFile(
  current: Pick<Import, 'importId' | 'status' | 'feed' | 'cancelRequestedAt'> | undefined,
  timestamp: string,
  half: FeedHalf,
  file: FeedFile,
): FeedStep {
  const feed = current?.feed;
  if (current === undefined || feed === undefined)
    return { kind: 'begin', feed: { timestamp, [half]: file, revision: 0 } };
  const known = feed[half];
  if (known !== undefined && known.arrival >= file.arrival) return { kind: 'known' };
  if (current.status === 'AWAITING_UPLOAD' && current.cancelRequestedAt === undefined)
    return { kind: 'join', feed: { ...feed, [half]: file, revision: feed.revision + 1 } };
  const { header, data } = feed;
  return {
    kind: 'begin',
    feed: {
      timestamp,
      ...(header && { header }),
      ...(data && { data }),
      [half]: file,
      revision: 0,
      before: current.importId,
    },
  };
}

export function isComplete(
  feed: FeedPair,
): feed is FeedPair & { readonly header: FeedFile; readonly data: FeedFile } {
  return feed.header !== undefined && feed.data !== undefined;
}

/** The pair's place among its tenant's uploads: it arrives with its second file, whichever event comes first. */
export function arrivalOfPair({ header, data }: FeedPair): string {
  const [first = '', last = first] = [header, data].flatMap((file) => file?.arrival ?? []).sort();
  return last;
}

/** Whether an import of a later pair makes this one's pointless: it is to be processed, or was begun. */
export function supersedes({
  status,
  options,
  begunAttempt,
  cancelRequestedAt,
}: Pick<Import, 'status' | 'options' | 'begunAttempt' | 'cancelRequestedAt'>): boolean {
  if (options.purpose === 'evaluate') return false;
  switch (status) {
    case 'QUEUED':
    case 'RUNNING':
    case 'AWAITING_CONFIRMATION':
      return cancelRequestedAt === undefined || begunAttempt !== undefined;
    case 'CANCELLED':
    case 'ABORTED':
      return begunAttempt !== undefined;
    default:
      return status === 'COMPLETED' || status === 'COMPLETED_WITH_ERRORS';
  }
}
