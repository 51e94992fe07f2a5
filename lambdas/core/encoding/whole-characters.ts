import { invalidLength } from './utf8-sequence.ts';

/** How many bytes at the end may be the beginning of a character of UTF-8. */
export function unfinishedBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return invalidLength(bytes, bytes.length - back) === back ? back : 0;
  }
  return 0;
}

/** Without the beginning of a character of UTF-8 whose other bytes are not there. */
export function wholeCharacters(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length - unfinishedBytes(bytes));
}
