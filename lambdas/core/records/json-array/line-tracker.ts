import { CARRIAGE_RETURN, SPACE } from '../bytes.ts';
import type { RecordPosition } from '../record.ts';
import { TAB } from './json-bytes.ts';

/** The physical line that is being read, and its indentation. */
export interface LineTracker {
  /** A new buffer, which begins at offset `base`: completes the indentation of the current line. */
  resume(bytes: Uint8Array, base: number): void;
  /** A line feed at index `at`. Returns the index after the white space at the beginning of the next line. */
  feed(bytes: Uint8Array, at: number, base: number): number;
  /** 1-based. */
  number(): number;
  /** Bytes of white space before the first other byte of the line; known once that byte is reached. */
  indent(): number;
  /** Whether the byte at this offset is the first of its line that is not white space. */
  isFirst(offset: number): boolean;
}

const UNKNOWN = -1;

export function createLineTracker(from: RecordPosition): LineTracker {
  let number = from.line;
  let start = from.offset;
  let indent = UNKNOWN;

  function measure(bytes: Uint8Array, from: number, base: number): number {
    let at = from;
    while (bytes[at] === SPACE || bytes[at] === TAB || bytes[at] === CARRIAGE_RETURN) at++;
    indent = at < bytes.length ? base + at - start : UNKNOWN;
    return at;
  }

  return {
    resume(bytes, base) {
      if (indent === UNKNOWN) measure(bytes, 0, base);
    },
    feed(bytes, at, base) {
      number++;
      start = base + at + 1;
      return measure(bytes, at + 1, base);
    },
    number: () => number,
    indent: () => indent,
    isFirst: (offset) => indent !== UNKNOWN && offset === start + indent,
  };
}
