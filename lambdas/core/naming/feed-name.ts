import type { FeedHalf } from '../../contracts/feed-pair.ts';
import { showName, showValue } from '../wording/show-value.ts';

export type FeedName =
  | { readonly ok: true; readonly half: FeedHalf; readonly timestamp: string }
  | { readonly ok: false; readonly message: string };

/**
 * How far a timestamp may be in the future: the sender's clock may be wrong or not in UTC, but a pair of next year
 * would come before all pairs until then.
 */
const MOST_AHEAD_MS = 24 * 60 * 60_000;

const CONVENTION =
  'Expected a pair user_feed_header_YYYYMMDDHHMMSS.json and user_feed_data_YYYYMMDDHHMMSS.json with the same timestamp in UTC, such as user_feed_header_20180321110559.json and user_feed_data_20180321110559.json';

/** Reads `user_feed_data_20180321110559.json`; a data file may be compressed, `….json.gz`. */
export function readFeedName(fileName: string, uploadedAt: Date): FeedName {
  const shown = showName(fileName);
  const [, half, digits = '', extension] = /^user_feed_([a-z]+)_(.*?)\.(json(?:\.gz)?)$/.exec(fileName) ?? [];
  if (half !== 'header' && half !== 'data')
    return misnamed(`${shown} is not a valid name of a user feed file`);
  const time = timeOf(digits);
  if (time === undefined)
    return misnamed(
      `The timestamp in the name ${shown} is not valid: expected YYYYMMDDHHMMSS, found ${showValue(digits)}`,
    );
  if (time.getTime() > uploadedAt.getTime() + MOST_AHEAD_MS)
    return misnamed(
      `The timestamp in the name ${shown} is more than a day after ${uploadedAt.toISOString()}, the time of the upload`,
    );
  if (half === 'header' && extension !== 'json')
    return misnamed(`The header file ${shown} is compressed: only data files may be compressed`);
  return { ok: true, half, timestamp: digits };
}

function misnamed(problem: string): FeedName {
  return { ok: false, message: `${problem}. ${CONVENTION}. Rename the file and upload it again.` };
}

function timeOf(digits: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits)?.slice(1);
  if (parts === undefined) return undefined;
  const [year, month, day, hours, minutes, seconds] = parts;
  const time = new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}.000Z`);
  // 31 February is a date to some engines, and 24:00 to all.
  const isReal = !Number.isNaN(time.getTime()) && time.toISOString().replace(/\D/g, '') === `${digits}000`;
  return isReal ? time : undefined;
}

/** The names of a pair that comes after a file of an earlier one. */
export function nextFeedNames(before: string, now: Date): Readonly<Record<FeedHalf, string>> {
  const known = timeOf(/_(\d{14})\.json/.exec(before)?.[1] ?? '');
  const time = new Date(Math.max(now.getTime(), (known?.getTime() ?? 0) + 1000));
  const timestamp = time.toISOString().replace(/\D/g, '').slice(0, 14);
  return { header: `user_feed_header_${timestamp}.json`, data: `user_feed_data_${timestamp}.json` };
}

/** The name of the other file of a pair. */
export function otherFeedName(half: FeedHalf, timestamp: string): string {
  return `user_feed_${half === 'header' ? 'data' : 'header'}_${timestamp}.json`;
}
