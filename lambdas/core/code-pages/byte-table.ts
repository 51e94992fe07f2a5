import type { FileEncoding } from '../../contracts/file-encoding.ts';
import { DOS_CODE_PAGES } from './dos.ts';

/** Encodings in which each byte is a character; the lower half is ASCII. */
export type SingleByteEncoding = Exclude<
  FileEncoding,
  'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'gb18030' | 'big5' | 'euc-kr'
>;

/** For each byte from 0x80: its character's UTF-8 bytes, three places each, and their number; 0 where there is none. */
export interface ByteTable {
  readonly bytes: Uint8Array;
  readonly lengths: Uint8Array;
}

const UPPER_HALF = 0x80;
const LONGEST = 3;
/**
 * The WHATWG standard maps bytes without a character to control characters. No file contains those, so they show that
 * the encoding is another one.
 */
const NO_CHARACTER = /[\u0080-\u009f\ufffd]/;

const tables = new Map<SingleByteEncoding, ByteTable>();

export function byteTable(encoding: SingleByteEncoding): ByteTable {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const table = { bytes: new Uint8Array(UPPER_HALF * LONGEST), lengths: new Uint8Array(UPPER_HALF) };
  for (const [index, character] of upperHalf(encoding).entries()) {
    if (NO_CHARACTER.test(character)) continue;
    const utf8 = new TextEncoder().encode(character);
    table.bytes.set(utf8, index * LONGEST);
    table.lengths[index] = utf8.length;
  }
  tables.set(encoding, table);
  return table;
}

/**
 * The characters of the bytes from 0x80; control characters and U+FFFD for bytes without one. `iso-8859-1` is read as
 * `windows-1252`, as in browsers (https://encoding.spec.whatwg.org/#names-and-labels).
 */
export function upperHalf(encoding: SingleByteEncoding): readonly string[] {
  if (isDos(encoding)) return [...DOS_CODE_PAGES[encoding]];
  const decoder = new TextDecoder(encoding === 'cp866' ? 'ibm866' : encoding);
  return [...decoder.decode(Uint8Array.from({ length: UPPER_HALF }, (_, index) => UPPER_HALF + index))];
}

function isDos(encoding: SingleByteEncoding): encoding is keyof typeof DOS_CODE_PAGES {
  return Object.hasOwn(DOS_CODE_PAGES, encoding);
}

/** The character of one byte; undefined where the encoding has none. */
export function characterOf(byte: number, encoding: SingleByteEncoding): string | undefined {
  if (byte < UPPER_HALF) return String.fromCharCode(byte);
  const { bytes, lengths } = byteTable(encoding);
  const start = (byte - UPPER_HALF) * LONGEST;
  const length = lengths[byte - UPPER_HALF] as number;
  return length === 0 ? undefined : new TextDecoder().decode(bytes.subarray(start, start + length));
}

/** @returns the text in UTF-8, up to the first byte without a character, and the index of that byte */
export function fromSingleByte(
  input: Buffer,
  { bytes, lengths }: ByteTable,
): { readonly text: Buffer; readonly badAt?: number } {
  const output = new Uint8Array(input.length * LONGEST);
  const text = () => Buffer.from(output.buffer, 0, end);
  let end = 0;
  for (let at = 0; at < input.length; at++) {
    const byte = input[at] as number;
    if (byte < UPPER_HALF) {
      output[end++] = byte;
      continue;
    }
    const index = byte - UPPER_HALF;
    const length = lengths[index] as number;
    if (length === 0) return { text: text(), badAt: at };
    const start = index * LONGEST;
    for (let i = 0; i < length; i++) output[end++] = bytes[start + i] as number;
  }
  return { text: text() };
}
