import { LINE_FEED, QUOTE } from '../bytes.ts';
import { BACKSLASH } from './json-bytes.ts';

/** Reads the text of JSON strings, which may begin and end in different buffers. */
export interface JsonStringReader {
  /**
   * Index of the quote that ends the string or of the line feed that breaks it; the length of the buffer if it
   * continues.
   */
  read(bytes: Uint8Array, from: number): number;
}

export function createJsonStringReader(): JsonStringReader {
  let escaped = false;
  return {
    // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the loop over the bytes of a string, without calls.
    read(bytes, from) {
      const { length } = bytes;
      let at = from;
      if (escaped && at < length) {
        escaped = false;
        if (bytes[at] !== LINE_FEED) at++;
      }
      for (; at < length; at++) {
        const byte = bytes[at];
        if (byte === QUOTE || byte === LINE_FEED) return at;
        if (byte === BACKSLASH) {
          if (at + 1 === length) escaped = true;
          else if (bytes[at + 1] !== LINE_FEED) at++;
        }
      }
      return length;
    },
  };
}

/** 1 for each byte that is plain text of a string. A table is twice as fast as three comparisons. */
const PLAIN = new Uint8Array(256).fill(1);
for (const byte of [QUOTE, BACKSLASH, LINE_FEED]) PLAIN[byte] = 0;

/** Index of the first byte that is not plain text of a string (a quote, a backslash or a line feed), or the length. */
export function skipText(bytes: Uint8Array, from: number): number {
  const { length } = bytes;
  let at = from;
  while (at < length && PLAIN[bytes[at] as number] === 1) at++;
  return at;
}
