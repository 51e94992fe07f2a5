import { CARRIAGE_RETURN, LINE_FEED, RECORD_SEPARATOR, SPACE } from '../bytes.ts';
import { BYTE_ORDER_MARK, isPadding } from '../line-edges.ts';
import { TAB } from './json-bytes.ts';

/** A byte that is not white space, and its offset in the file. */
export interface FilledByte {
  readonly byte: number;
  readonly offset: number;
}

/**
 * Whether a byte outside of elements is neither white space nor content: a record separator, padding, or one of the bytes of
 * a byte order mark, with which no JSON value begins. Files and lines that were joined have them.
 */
export function isSeparator(byte: number): boolean {
  return byte === RECORD_SEPARATOR || isPadding(byte) || BYTE_ORDER_MARK.includes(byte);
}

/** As many as are needed: a bracket, the comma before it, and the byte before the comma. */
const KEPT = 3;

export function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === LINE_FEED || byte === CARRIAGE_RETURN || byte === TAB;
}

/**
 * Looks back over a stream: the last bytes that are not white space, the nearest first, also those of earlier
 * buffers.
 */
export interface FilledBytes {
  /**
   * The bytes before index `at` of the current buffer, which begins at offset `base`: three, if the stream has that
   * many.
   */
  before(bytes: Uint8Array, at: number, base: number): readonly FilledByte[];
  /** The byte of the nearest of them; undefined if there is none. */
  last(bytes: Uint8Array, at: number): number | undefined;
  /** The buffer is about to be released. */
  keep(bytes: Uint8Array, base: number): void;
}

export function createFilledBytes(): FilledBytes {
  let kept: readonly FilledByte[] = [];

  function before(bytes: Uint8Array, at: number, base: number): readonly FilledByte[] {
    const found: FilledByte[] = [];
    for (let i = at - 1; i >= 0 && found.length < KEPT; i--) {
      const byte = bytes[i] as number;
      if (!isBlank(byte)) found.push({ byte, offset: base + i });
    }
    return found.length === KEPT ? found : [...found, ...kept].slice(0, KEPT);
  }

  return {
    before,
    last(bytes, at) {
      for (let i = at - 1; i >= 0; i--) if (!isBlank(bytes[i])) return bytes[i];
      return kept[0]?.byte;
    },
    keep(bytes, base) {
      kept = before(bytes, bytes.length, base);
    },
  };
}
