import { CARRIAGE_RETURN } from './bytes.ts';

/** A byte order mark (U+FEFF in UTF-8). It is dropped where a line begins: files that were put one behind another have it there. */
export const BYTE_ORDER_MARK: Uint8Array = Uint8Array.of(0xef, 0xbb, 0xbf);
/** Ctrl-Z, with which DOS programs end a text file. */
const END_OF_TEXT = 0x1a;
const NUL = 0;
const FORM_FEED = 0x0c;

/** Index of the first byte after the byte order marks at `from`. */
export function skipMarks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at + 2 < to && bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3;
  return at;
}

/**
 * Whether a byte before a line end or the end of a file is no content: a CR of the line end, Ctrl-Z, a NUL that pads the
 * line or the file, or a form feed between pages.
 */
export function isPadding(byte: number | undefined): boolean {
  return byte === CARRIAGE_RETURN || byte === END_OF_TEXT || byte === NUL || byte === FORM_FEED;
}

/** Index of the first of the bytes before `to` that are no content at the end of a line. */
export function trimPadding(bytes: Uint8Array, to: number): number {
  let at = to;
  while (at > 0 && isPadding(bytes[at - 1])) at--;
  return at;
}

/** Counts the bytes at the end of a stream that are no content there; pieces come in any size. */
export interface Tail {
  push(bytes: Uint8Array): void;
  /** Bytes at the end of what was pushed that are no content if a line or the file ends here. */
  padding(): number;
}

export function createTail(): Tail {
  let padding = 0;
  return {
    push(bytes) {
      const content = trimPadding(bytes, bytes.length);
      padding = content === 0 ? padding + bytes.length : bytes.length - content;
    },
    padding: () => padding,
  };
}
