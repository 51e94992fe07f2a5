/**
 * A key as 64 bits in two lanes, so that a million of them fit into a few megabytes. Two different keys with the same
 * hash look like a conflict, which only costs time; the same key has the same hash, whether it came as text or as the
 * bytes of cells.
 *
 * A key is a row of parts with slashes between them (user-key.ts), and each part is hashed by itself, four bytes at a
 * time and a mark behind its last: so a cell need not be copied behind what stands before it in the key.
 */
export type KeyHash = Int32Array;

const SLASH = 0x2f;
const SPACE = 0x20;
const DELETE = 0x7f;
const FOUR_SLASHES = 0x2f2f2f2f;
const FOUR_PERCENTS = 0x25252525;

/** The hash of the parts of `text`, a key or the beginning of one. A slash at its end begins no part. */
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
 * Adds a part. True where a cell of these bytes certainly stands as it is in a key: nothing in it is escaped there, it
 * is not blank, and has no blanks around it. False says nothing.
 */
export function hashPart(
  hash: KeyHash,
  bytes: Uint8Array,
  view: DataView,
  from: number,
  to: number,
): boolean {
  let one = hash[0] as number;
  let two = hash[1] as number;
  let escaped = 0;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word = view.getInt32(at, true);
    escaped |= zeroByteIn(word ^ FOUR_SLASHES) | zeroByteIn(word ^ FOUR_PERCENTS);
    one = Math.imul(one ^ word, 0x9e3779b1);
    one ^= one >>> 15;
    two = Math.imul(two ^ word, 0x85ebca6b);
    two ^= two >>> 13;
  }
  // The up to three bytes that are left, and the mark: no part goes on where another ends.
  let rest = 1;
  for (let last = to - 1; last >= at; last--) rest = (rest << 8) | (bytes[last] as number);
  escaped |= zeroByteIn(rest ^ FOUR_SLASHES) | zeroByteIn(rest ^ FOUR_PERCENTS);
  one = Math.imul(one ^ rest, 0x9e3779b1);
  hash[0] = one ^ (one >>> 15);
  two = Math.imul(two ^ rest, 0x85ebca6b);
  hash[1] = two ^ (two >>> 13);
  return escaped === 0 && isTrimmed(bytes, from, to);
}

/** Not zero exactly when one of the word's four bytes is (Mycroft 1987; Warren, "Hacker's Delight", 6-1). */
function zeroByteIn(word: number): number {
  return (word - 0x01010101) & ~word & 0x80808080;
}

/** Neither blank, nor with blanks around it, whatever JavaScript calls blank. */
function isTrimmed(bytes: Uint8Array, from: number, to: number): boolean {
  return from < to && isVisible(bytes[from] as number) && isVisible(bytes[to - 1] as number);
}

function isVisible(byte: number): boolean {
  return byte > SPACE && byte < DELETE;
}

export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
