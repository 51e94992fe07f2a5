/** A set of key hashes in a fixed room: it may take a strange key for a known one, never a known one for a strange one. */
export interface KeyFilter {
  add(one: number, two: number): void;
  /** False: certainly never added. */
  mayHave(one: number, two: number): boolean;
}

const WORDS_PER_BLOCK = 8;
const BYTES_PER_BLOCK = 4 * WORDS_PER_BLOCK;
/** Odd, and nothing up the sleeve: from the square roots of the first primes. */
const MULTIPLIERS = [2, 3, 5, 7, 11, 13, 17, 19].map((n) => Math.floor((Math.sqrt(n) % 1) * 2 ** 32) | 1);

const MAX_BYTES = 128 * 1024 * 1024;
const MIN_BYTES = 64 * 1024;
/** A record with one key and a hundred bytes, which is usual, then has 50 bits; one of twenty bytes has 10. */
const FILE_BYTES_PER_BYTE = 16;

/** Room for the keys of a file of this length, up to 128 MiB, which is reached at 2 GiB. */
export function keyFilterBytes(fileBytes: number): number {
  return Math.min(MAX_BYTES, Math.max(MIN_BYTES, Math.ceil(fileBytes / FILE_BYTES_PER_BYTE)));
}

/**
 * A blocked Bloom filter: a key sets one bit in each of the eight words of one block, so that it costs one cache miss,
 * not eight (Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007). With 32 bits a key it
 * takes some 1 in 30,000 strange keys for known, with 11 bits 1 in 100. When it is full it takes every key for known.
 *
 * `bytes`: its room, rounded up to whole blocks.
 */
export function createKeyFilter(bytes: number): KeyFilter {
  const blocks = Math.max(1, Math.ceil(bytes / BYTES_PER_BLOCK));
  const words = new Int32Array(blocks * WORDS_PER_BLOCK);

  return {
    add(one, two) {
      const block = blockOf(one, two, blocks);
      const bits = mix(two);
      for (let i = 0; i < WORDS_PER_BLOCK; i++) {
        words[block + i] = (words[block + i] as number) | bit(bits, i);
      }
    },
    mayHave(one, two) {
      const block = blockOf(one, two, blocks);
      const bits = mix(two);
      for (let i = 0; i < WORDS_PER_BLOCK; i++) {
        if (((words[block + i] as number) & bit(bits, i)) === 0) return false;
      }
      return true;
    },
  };
}

function blockOf(one: number, two: number, blocks: number): number {
  return Math.floor(((mix(one ^ Math.imul(two, 0x9e3779b1)) >>> 0) / 2 ** 32) * blocks) * WORDS_PER_BLOCK;
}

function bit(bits: number, word: number): number {
  return 1 << (Math.imul(bits, MULTIPLIERS[word] as number) >>> 27);
}

/** Every bit of the lane bears on every bit of the result (the finalizer of MurmurHash3, Appleby 2011). */
function mix(lane: number): number {
  let x = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
