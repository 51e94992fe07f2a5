/**
 * A key as 64 bits in two lanes, so that a million keys fit into a few megabytes. Different keys with the same hash
 * look like a conflict, which only costs time. Equal keys have equal hashes, whether they were read from text or from
 * the bytes of cells.
 *
 * A key consists of parts separated by slashes (user-key.ts). Each part is hashed by itself, four bytes at a time,
 * with a mark after its last byte, so that a cell need not be copied next to the preceding parts of the key.
 */
export type KeyHash = Int32Array;

const SLASH = 0x2f;
const SPACE = 0x20;
const DELETE = 0x7f;
const FOUR_SLASHES = 0x2f2f2f2f;
const FOUR_PERCENTS = 0x25252525;
const EQUALS = 0x3d;
const NOT_ASCII = 0x80808080;

/**
 * The hash of the parts of `text`, which is a key or the beginning of one. A slash at the end does not begin another
 * part.
 */
export function newKeyHash(text = ''): KeyHash {
  const hash = Int32Array.of(0x2545f491, 0x6c62272e);
  const bytes = Buffer.from(text);
  const view = viewOf(bytes);
  for (let from = 0; from < bytes.length; ) {
    const slash = bytes.indexOf(SLASH, from);
    const to = slash === -1 ? bytes.length : slash;
    hashPart(hash, bytes, view, from, to);
    from = to + 1;
  }
  return hash;
}

export function copyKeyHash(from: KeyHash, to: KeyHash): void {
  to[0] = from[0] as number;
  to[1] = from[1] as number;
}

/**
 * How a cell appears in a key. `verbatim`: unchanged. `if-canonical`: unchanged if its text is in canonical form; it is
 * not ASCII, blank, begins with `=`, or may have white space around it. `escaped`: it contains what a key escapes.
 */
export type PartForm = 'verbatim' | 'if-canonical' | 'escaped';

/**
 * Adds a part. Returns how a cell with these bytes appears in a key.
 */
export function hashPart(
  hash: KeyHash,
  bytes: Uint8Array,
  view: DataView,
  from: number,
  to: number,
): PartForm {
  let one = hash[0] as number;
  let two = hash[1] as number;
  let escaped = 0;
  let high = 0;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word = view.getInt32(at, true);
    escaped |= zeroByteIn(word ^ FOUR_SLASHES) | zeroByteIn(word ^ FOUR_PERCENTS);
    high |= word;
    one = Math.imul(one ^ word, 0x9e3779b1);
    one ^= one >>> 15;
    two = Math.imul(two ^ word, 0x85ebca6b);
    two ^= two >>> 13;
  }
  // The remaining bytes, at most three, and the mark: parts of different lengths must not be confused.
  let rest = 1;
  for (let last = to - 1; last >= at; last--) rest = (rest << 8) | (bytes[last] as number);
  escaped |= zeroByteIn(rest ^ FOUR_SLASHES) | zeroByteIn(rest ^ FOUR_PERCENTS);
  high |= rest;
  one = Math.imul(one ^ rest, 0x9e3779b1);
  hash[0] = one ^ (one >>> 15);
  two = Math.imul(two ^ rest, 0x85ebca6b);
  hash[1] = two ^ (two >>> 13);
  if (escaped !== 0) return 'escaped';
  const plain = (high & NOT_ASCII) === 0 && bytes[from] !== EQUALS && isTrimmed(bytes, from, to);
  return plain ? 'verbatim' : 'if-canonical';
}

/** Not zero if and only if one of the four bytes of the word is zero (Mycroft 1987; Warren, "Hacker's Delight", 6-1). */
function zeroByteIn(word: number): number {
  return (word - 0x01010101) & ~word & 0x80808080;
}

/** Not blank and without white space around it, by JavaScript's definition of white space. */
function isTrimmed(bytes: Uint8Array, from: number, to: number): boolean {
  return from < to && isVisible(bytes[from] as number) && isVisible(bytes[to - 1] as number);
}

function isVisible(byte: number): boolean {
  return byte > SPACE && byte < DELETE;
}

export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
