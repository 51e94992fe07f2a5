export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
/** Precedes each record of a JSON text sequence (RFC 7464). */
export const RECORD_SEPARATOR = 30;
export const SPACE = 32;
export const QUOTE = 34;

export function countLineFeeds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}
