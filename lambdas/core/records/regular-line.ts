import { LINE_FEED, QUOTE, SPACE } from './bytes.ts';
import { isPadding } from './line-edges.ts';

/** A line without irregularities: quotes occur only where RFC 4180 allows them, with spaces around them or not. */
export interface RegularLine {
  /**
   * Reads the line at `from`, up to its line feed. False when it does not end before `to` or is not regular: then the
   * other methods have no meaning.
   * @param quoted whether it continues a quoted field
   */
  read(bytes: Uint8Array, from: number, to: number, quoted: boolean): boolean;
  /** Index of its line feed. */
  feed(): number;
  /** Delimiters outside of quoted fields. */
  delimiters(): number;
  /** Whether it contains a quote. */
  hasQuotes(): boolean;
  /** Whether a quoted field continues after its end. */
  isOpen(): boolean;
}

/**
 * Reads in one pass what read-quotes.ts needs several passes for. It is used where quotes are frequent, as in files
 * that quote every cell, and stops at the first irregularity. One large loop, because it runs for every byte of such
 * files.
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
    // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one pass over the bytes of a line, without calls and without a state per byte.
    read(bytes, from, to, quoted) {
      let at = from;
      let count = 0;
      quotes = false;
      let inside = quoted;
      while (at < to) {
        if (!inside) {
          if (bytes[at] !== QUOTE) {
            const start = at;
            while (at < to && endsUnquoted[bytes[at] as number] === 0) at++;
            if (at === to) return false;
            if (bytes[at] === LINE_FEED) return end(at, count, false);
            if (bytes[at] !== QUOTE) {
              count++;
              at++;
              continue;
            }
            // Spaces before the quote belong to no field; another character makes it a quote within a field.
            for (let i = start; i < at; i++) if (bytes[i] !== SPACE) return false;
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
        if (bytes[at] === QUOTE) {
          inside = true;
          at++;
          continue;
        }
        while (at < to && bytes[at] === SPACE) at++;
        if (bytes[at] === delimiter) {
          count++;
          at++;
        } else {
          while (at < to && isPadding(bytes[at])) at++;
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
