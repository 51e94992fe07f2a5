/** Half of a character beyond U+FFFF without its other half. */
const LONE_SURROGATE = /\p{Surrogate}/u;

interface Decoded {
  readonly text: Buffer;
  /** Index of the first byte that belongs to no character; `text` ends before it. */
  readonly badAt?: number;
}

/** Decodes whole units of two bytes that do not end within a character. `input` is not changed. */
export function fromUtf16(input: Buffer, isBigEndian: boolean): Decoded {
  const text = (isBigEndian ? Buffer.from(input).swap16() : input).toString('utf16le');
  if (text.isWellFormed()) return { text: Buffer.from(text) };
  const index = text.search(LONE_SURROGATE);
  return { text: Buffer.from(text.slice(0, index)), badAt: index * 2 };
}

/** Bytes at the end that wait for more: half a unit, or the first half of a character beyond U+FFFF. */
export function openEnd(input: Buffer, isBigEndian: boolean): number {
  const odd = input.length % 2;
  const last = input.length - odd - 2;
  if (last < 0) return odd;
  const highByte = input[isBigEndian ? last : last + 1] as number;
  const isHighSurrogate = (highByte & 0xfc) === 0xd8;
  return isHighSurrogate ? odd + 2 : odd;
}
