/** A set of key hashes in fixed memory. It may return false positives, never false negatives. */
export interface KeyFilter {
  /** Adds a key. Returns what `mayHave` would have returned before. */
  add(one: number, two: number): boolean;
  /** False: the key was certainly never added. */
  mayHave(one: number, two: number): boolean;
}

const WORDS_PER_BLOCK = 8;
const BYTES_PER_BLOCK = 4 * WORDS_PER_BLOCK;

/**
 * A blocked Bloom filter: a key sets one bit in each of the eight words of one block, so that a lookup costs one
 * cache miss, not eight (Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007). The rate
 * of false positives is about 1 in 30,000 with 32 bits per key and 1 in 100 with 11 bits. A full filter reports every
 * key as known.
 *
 * `bytes`: its size, rounded up to whole blocks.
 */
export function createKeyFilter(bytes: number): KeyFilter {
  const blocks = Math.max(1, Math.ceil(bytes / BYTES_PER_BLOCK));
  const words = new Int32Array(blocks * WORDS_PER_BLOCK);

  return {
    add(one, two) {
      const place = placeOf(one, two);
      const block = blockAt(place, blocks);
      const bits = mix(two);
      let missing = 0;
      for (let i = 0; i < WORDS_PER_BLOCK; i++) {
        const word = words[block + i] as number;
        const bit = bitOf(place, bits, i);
        missing |= bit & ~word;
        words[block + i] = word | bit;
      }
      return missing === 0;
    },
    mayHave(one, two) {
      const place = placeOf(one, two);
      const block = blockAt(place, blocks);
      const bits = mix(two);
      for (let i = 0; i < WORDS_PER_BLOCK; i++) {
        if (((words[block + i] as number) & bitOf(place, bits, i)) === 0) return false;
      }
      return true;
    },
  };
}

/**
 * A small filter for small files, which need not wait until megabytes are cleared. It is used for so few keys that
 * each has at least 50 bits: a file without conflicts should defer no record, and in a small file a false positive is
 * expensive.
 */
const SMALL_BYTES = 64 * 1024;
const SMALL_KEYS = Math.floor((8 * SMALL_BYTES) / 50);
/**
 * For all other files, at least as much as fits into the caches of a processor: in a larger filter each lookup is
 * slower.
 */
const MIN_BYTES = 4 * 1024 * 1024;
const MAX_BYTES = 128 * 1024 * 1024;
/**
 * With this many bits per key, about 1 in 1,500 lookups is a false positive when the filter is full, and far fewer
 * before.
 */
const BITS_PER_KEY = 20;

/**
 * The sizes in bytes of the layers of a growing filter: the first has room for the expected number of keys, the
 * others are used when there are more. Together at most 128 MiB, enough for fifty million keys. A false positive
 * defers its record and makes its chunk be read once more.
 */
export function filterLayers(expectedKeys: number): readonly number[] {
  const wanted = Math.ceil((expectedKeys * BITS_PER_KEY) / 8);
  const many = Math.min(MAX_BYTES, Math.max(MIN_BYTES, wanted));
  const layers = [expectedKeys <= SMALL_KEYS ? SMALL_BYTES : many];
  let left = MAX_BYTES - (layers[0] as number);
  while (left > 0) {
    const next = Math.min(left, Math.max(MIN_BYTES, 2 * (layers.at(-1) as number)));
    layers.push(next);
    left -= next;
  }
  return layers;
}

/**
 * A filter that adds a layer (see `filterLayers`) when the current one is full. The last layer has no limit: its rate
 * of false positives rises.
 */
export function createGrowingFilter(layerBytes: readonly number[]): KeyFilter {
  const full: KeyFilter[] = [];
  let layer = createKeyFilter(layerBytes[0] as number);
  let room = roomOf(layerBytes[0] as number);

  function isInFull(one: number, two: number): boolean {
    for (let i = 0; i < full.length; i++) if ((full[i] as KeyFilter).mayHave(one, two)) return true;
    return false;
  }

  function grow(): void {
    const bytes = layerBytes[full.length + 1];
    room = bytes === undefined ? Number.POSITIVE_INFINITY : roomOf(bytes);
    if (bytes === undefined) return;
    full.push(layer);
    layer = createKeyFilter(bytes);
  }

  return {
    add(one, two) {
      if (isInFull(one, two)) return true;
      const known = layer.add(one, two);
      if (!known) room--;
      if (room <= 0) grow();
      return known;
    },
    mayHave: (one, two) => isInFull(one, two) || layer.mayHave(one, two),
  };
}

function roomOf(bytes: number): number {
  return Math.floor((8 * bytes) / BITS_PER_KEY);
}

function placeOf(one: number, two: number): number {
  return mix(one ^ Math.imul(two, 0x9e3779b1));
}

/** The block is chosen by the upper bits of the place. */
function blockAt(place: number, blocks: number): number {
  return Math.floor(((place >>> 0) / 2 ** 32) * blocks) * WORDS_PER_BLOCK;
}

/** Five bits choose one of the 32 bits of a word: from `bits` for six words, from the lower bits of the place for two. */
function bitOf(place: number, bits: number, word: number): number {
  // A shift uses only the lower five bits of its distance.
  return word < 6 ? 1 << (bits >>> (5 * word)) : 1 << (place >>> (5 * (word - 6)));
}

/** Every bit of the lane affects every bit of the result (the finalizer of MurmurHash3, Appleby 2011). */
function mix(lane: number): number {
  let x = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
