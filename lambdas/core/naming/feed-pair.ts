import type { FeedFile, FeedHalf, FeedPair } from '../../contracts/feed-pair.ts';
import type { Import } from '../../contracts/import.ts';

/** What to do with an uploaded file of a feed, given the import that took the last file with its timestamp. */
export type FeedStep =
  /** The import already has this file, or a later upload of it. */
  | { readonly kind: 'known' }
  /** The import waits for this file and takes it. */
  | { readonly kind: 'join'; readonly feed: FeedPair }
  /** Start a new import, with this file and the last upload of the other file. */
  | { readonly kind: 'begin'; readonly feed: FeedPair };

/**
 * A pair consists of the last upload of each of its files. While one file is missing, the import waits. After the
 * import was started or has ended, another upload starts a new import. The result does not depend on the order or
 * number of the events.
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

/** The position of the pair in the order of its tenant: that of its second file, whichever event comes first. */
export function arrivalOfPair({ header, data }: FeedPair): string {
  const [first = '', last = first] = [header, data].flatMap((file) => file?.arrival ?? []).sort();
  return last;
}

/** Whether an import of a later pair supersedes this one: it will be processed, or was started. */
export function supersedes({
  status,
  options,
  begunAttempt,
  cancelRequestedAt,
  overLimit,
}: Pick<Import, 'status' | 'options' | 'begunAttempt' | 'cancelRequestedAt' | 'overLimit'>): boolean {
  // The pair is only evaluated, or will be rejected.
  if (options.purpose === 'evaluate' || overLimit !== undefined) return false;
  switch (status) {
    case 'QUEUED':
    case 'RUNNING':
    case 'AWAITING_CONFIRMATION':
      return cancelRequestedAt === undefined || begunAttempt !== undefined;
    case 'CANCELLED':
    case 'STOPPED':
    case 'SUPERSEDED':
    case 'ABORTED':
      return begunAttempt !== undefined;
    default:
      return status === 'COMPLETED' || status === 'COMPLETED_WITH_ERRORS';
  }
}
