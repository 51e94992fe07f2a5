import { CARRIAGE_RETURN, LINE_FEED, QUOTE } from './read-quotes.ts';

/** A line with which nothing is wrong: each quote stands where RFC 4180 wants one. */
export interface RegularLine {
  /**
   * Reads the line at `from`, up to its line feed. False when it does not end before `to`, or something about it is not
   * regular: then nothing is known about it.
   * @param quoted whether it continues a quoted field
   */
  read(bytes: Uint8Array, from: number, to: number, quoted: boolean): boolean;
  /** Where its line feed is. */
  feed(): number;
  /** Delimiters outside of quoted fields. */
  delimiters(): number;
  /** Whether there was a quote in it. */
  hasQuotes(): boolean;
  /** Whether a quoted field reaches over its end. */
  isOpen(): boolean;
}

/**
 * One pass over the bytes for all that the careful way (read-quotes.ts) takes several for. It is asked where quotes are
 * frequent, as in files in which every cell has them, and gives up at the first thing that is not as it should be.
 */
export function createRegularLine(delimiter: number): RegularLine {
  const endsUnquoted = markBytes(delimiter, LINE_FEED, QUOTE);
  let feed = 0;
  let delimiters = 0;
  let quotes = false;
  let open = false;

  function end(at: number, count: number, isOpen: boolean): boolean {
    feed = at;
    delimiters = count;
    open = isOpen;
    return true;
  }

  return {
    read(bytes, from, to, quoted) {
      let at = from;
      let count = 0;
      quotes = false;
      let inside = quoted;
      while (at < to) {
        if (!inside) {
          if (bytes[at] !== QUOTE) {
            while (at < to && endsUnquoted[bytes[at] as number] === 0) at++;
            if (at === to) return false;
            if (bytes[at] === LINE_FEED) return end(at, count, false);
            if (bytes[at] === QUOTE) return false;
            count++;
            at++;
            continue;
          }
          quotes = true;
          at++;
        }
        inside = false;
        while (at < to && bytes[at] !== QUOTE && bytes[at] !== LINE_FEED) at++;
        if (at === to) return false;
        if (bytes[at] === LINE_FEED) return end(at, count, true);
        quotes = true;
        at++;
        if (at === to) return false;
        const behind = bytes[at];
        if (behind === delimiter) {
          count++;
          at++;
        } else if (behind === QUOTE) {
          inside = true;
          at++;
        } else {
          if (behind === CARRIAGE_RETURN) at++;
          return at < to && bytes[at] === LINE_FEED && end(at, count, false);
        }
      }
      return false;
    },
    feed: () => feed,
    delimiters: () => delimiters,
    hasQuotes: () => quotes,
    isOpen: () => open,
  };
}

function markBytes(...marked: readonly number[]): Uint8Array {
  const marks = new Uint8Array(256);
  for (const byte of marked) marks[byte] = 1;
  return marks;
}
