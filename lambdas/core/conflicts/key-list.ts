/** Key hashes, two numbers each. Its memory is reused. */
export interface KeyList {
  add(one: number, two: number): void;
  /** Keeps only the first `count` keys. */
  truncate(count: number): void;
  count(): number;
  /** The lanes of the n-th key are at `2n` and `2n + 1`. After the list has grown, this is another array. */
  lanes(): Int32Array;
}

/**
 * Adds the conflict keys of the record in bytes `from` to `to`: for a valid record every key that a worker finds, for a
 * record that a worker refuses any keys or none.
 */
export type ReadKeys = (bytes: Buffer, from: number, to: number, keys: KeyList) => void;

export function createKeyList(): KeyList {
  let lanes = new Int32Array(64);
  let used = 0;
  return {
    add(one, two) {
      if (used === lanes.length) {
        const larger = new Int32Array(2 * lanes.length);
        larger.set(lanes);
        lanes = larger;
      }
      lanes[used++] = one;
      lanes[used++] = two;
    },
    truncate(count) {
      used = 2 * count;
    },
    count: () => used / 2,
    lanes: () => lanes,
  };
}
