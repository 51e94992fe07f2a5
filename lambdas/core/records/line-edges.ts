import { CARRIAGE_RETURN } from './bytes.ts';

/** A byte order mark (U+FEFF in UTF-8). It is dropped where a line begins: files that were put one behind another have it there. */
export const BYTE_ORDER_MARK: Uint8Array = Uint8Array.of(0xef, 0xbb, 0xbf);
/** Ctrl-Z, with which DOS programs end a text file. */
export const END_OF_TEXT = 0x1a;
const NUL = 0;

/** Index of the first byte after the byte order marks at `from`. */
export function skipMarks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at + 2 < to && bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3;
  return at;
}

/** Index of the first of the carriage returns before `to`. */
export function trimReturns(bytes: Uint8Array, to: number): number {
  let at = to;
  while (at > 0 && bytes[at - 1] === CARRIAGE_RETURN) at--;
  return at;
}

/** Whether a byte at the end of a file is no content: Ctrl-Z, a NUL that pads the file, or the CR of an unfinished line end. */
export function isPadding(byte: number | undefined): boolean {
  return byte === CARRIAGE_RETURN || byte === END_OF_TEXT || byte === NUL;
}

/** Counts the bytes at the end of a stream that are no content there; pieces come in any size. */
export interface Tail {
  push(bytes: Uint8Array): void;
  /** Carriage returns at the end of what was pushed. */
  returns(): number;
  /** Bytes at the end of what was pushed that are no content if the file ends here. */
  padding(): number;
}

export function createTail(): Tail {
  let returns = 0;
  let padding = 0;
  return {
    push(bytes) {
      const { length } = bytes;
      const content = trimReturns(bytes, length);
      returns = content === 0 ? returns + length : length - content;
      let at = content;
      while (at > 0 && isPadding(bytes[at - 1])) at--;
      padding = at === 0 ? padding + length : length - at;
    },
    returns: () => returns,
    padding: () => padding,
  };
}
