import type { FileEncoding } from '../../contracts/file-encoding.ts';

const ENCODINGS = ['shift_jis', 'gb18030', 'big5', 'euc-kr'] as const;
/** East Asian encodings: ASCII, and characters of two bytes (in gb18030 also of four). */
export type DoubleByteEncoding = (typeof ENCODINGS)[number];

export function isDoubleByte(encoding: FileEncoding): encoding is DoubleByteEncoding {
  return (ENCODINGS as readonly FileEncoding[]).includes(encoding);
}

/**
 * Control characters, which only a wrong encoding produces, and the private use area: ICU puts characters there that a
 * system has defined for itself, and those of Hong Kong, so that what was meant is lost.
 */
const NO_CHARACTER = /[\u0080-\u009f\ufffd\ue000-\uf8ff]/;

interface Decoded {
  readonly text: Buffer;
  /** Index of the first byte that belongs to no character, and the number of its bytes; `text` ends before it. */
  readonly badAt?: number;
  readonly badLength?: number;
}

/** Decodes characters that are complete. */
export function fromDoubleByte(input: Buffer, encoding: DoubleByteEncoding): Decoded {
  const text = decoded(input, encoding);
  if (text !== undefined) return { text: Buffer.from(text) };
  const parts: string[] = [];
  for (let at = 0; at < input.length; ) {
    const length = Math.min(lengthAt(input, at, encoding), input.length - at);
    const character = decoded(input.subarray(at, at + length), encoding);
    if (character === undefined) return { text: Buffer.from(parts.join('')), badAt: at, badLength: length };
    parts.push(character);
    at += length;
  }
  return { text: Buffer.from(parts.join('')) };
}

/** Bytes at the end that wait for more. */
export function unfinished(input: Buffer, encoding: DoubleByteEncoding): number {
  let at = 0;
  while (at < input.length) {
    const length = lengthAt(input, at, encoding);
    if (at + length > input.length) return input.length - at;
    at += length;
  }
  return 0;
}

function decoded(bytes: Uint8Array, encoding: DoubleByteEncoding): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return NO_CHARACTER.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

const DIGITS = [0x30, 0x39] as const;

/** Bytes of the character at `at`, of which the last ones may not be there. A byte that begins none counts as one. */
function lengthAt(bytes: Uint8Array, at: number, encoding: DoubleByteEncoding): number {
  const lead = bytes[at] as number;
  if (lead < 0x81 || lead > 0xfe || (encoding === 'shift_jis' && !isLeadOfShiftJis(lead))) return 1;
  const next = bytes[at + 1];
  if (next === undefined) return 2;
  if (encoding === 'gb18030' && isWithin(next, DIGITS)) return 4;
  // A second byte in ASCII is no part of a damaged character: it may be a delimiter.
  return next >= 0x40 && next !== 0x7f && next !== 0xff ? 2 : 1;
}

/** From 0xA1 to 0xDF are the narrow letters of one byte. */
function isLeadOfShiftJis(byte: number): boolean {
  return byte <= 0x9f || (byte >= 0xe0 && byte <= 0xfc);
}

function isWithin(byte: number, [from, to]: readonly [number, number]): boolean {
  return byte >= from && byte <= to;
}
