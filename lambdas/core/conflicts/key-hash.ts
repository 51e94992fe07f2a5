/**
 * A key as 64 bits in two lanes, so that a million of them fit into a few megabytes. Two different keys with the same
 * hash look like a conflict, which only costs time; the same key has the same hash, in however many pieces it came.
 */
export type KeyHash = Int32Array;

const PERCENT = 0x25;
const SLASH = 0x2f;
const SPACE = 0x20;
const DELETE = 0x7f;

/** The hash of the UTF-8 bytes of `start`, to be read on from. */
export function newKeyHash(start = ''): KeyHash {
  const hash = Int32Array.of(0x2545f491, 0x6c62272e);
  const bytes = Buffer.from(start);
  hashBytes(hash, bytes, 0, bytes.length);
  return hash;
}

export function copyKeyHash(from: KeyHash, to: KeyHash): void {
  to[0] = from[0] as number;
  to[1] = from[1] as number;
}

/**
 * Reads on. True where a cell of these bytes certainly stands as it is in a key (user-key.ts): nothing in it is escaped
 * there, and something in it is visible, so that it is not blank. False says nothing.
 */
export function hashBytes(hash: KeyHash, bytes: Uint8Array, from: number, to: number): boolean {
  let one = hash[0] as number;
  let two = hash[1] as number;
  let visible = false;
  let escaped = false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte > SPACE && byte < DELETE) visible = true;
    if (byte === PERCENT || byte === SLASH) escaped = true;
    one = Math.imul(one ^ byte, 0x9e3779b1);
    one ^= one >>> 15;
    two = Math.imul(two ^ byte, 0x85ebca6b);
    two ^= two >>> 13;
  }
  hash[0] = one;
  hash[1] = two;
  return visible && !escaped;
}
