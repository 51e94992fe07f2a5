/** Finds equal keys of one chunk, exactly. Its memory is reused for every chunk. */
export interface ChunkKeys {
  /** Starts again with the first `count` keys of a list (key-list.ts). */
  reset(lanes: Int32Array, count: number): void;
  /** Index of the first key that equals the n-th and was looked up since the reset; n itself if there was none. */
  firstOf(n: number): number;
}

export function createChunkKeys(): ChunkKeys {
  /** By hash: the index of the key plus one, 0 for a free slot. */
  let slots = new Int32Array(1024);
  let lanes: Int32Array = new Int32Array(0);
  return {
    reset(keys, count) {
      lanes = keys;
      if (slots.length < 2 * count) slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * count)));
      else slots.fill(0);
    },
    firstOf(n) {
      const one = lanes[2 * n] as number;
      const two = lanes[2 * n + 1] as number;
      const mask = slots.length - 1;
      for (let slot = (one ^ (two >>> 7)) & mask; ; slot = (slot + 1) & mask) {
        const other = (slots[slot] as number) - 1;
        if (other === -1) {
          slots[slot] = n + 1;
          return n;
        }
        if (lanes[2 * other] === one && lanes[2 * other + 1] === two) return other;
      }
    },
  };
}
