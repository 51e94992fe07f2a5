/** A set of key hashes in a fixed room: it may take a strange key for a known one, never a known one for a strange one. */
export interface KeyFilter {
  /** Returns what `mayHave` said before. */
  add(one: number, two: number): boolean;
  /** False: certainly never added. */
  mayHave(one: number, two: number): boolean;
}

const WORDS_PER_BLOCK = 8;
const BYTES_PER_BLOCK = 4 * WORDS_PER_BLOCK;

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
 * For the keys of a small file, which need not wait until megabytes are cleared. No more of them than 50 bits each allow: a
 * file without conflicts should defer no record, and a false positive is expensive where everything else is small.
 */
const SMALL_BYTES = 64 * 1024;
const SMALL_KEYS = Math.floor((8 * SMALL_BYTES) / 50);
/** For all others as much as the caches of a processor hold: in more room each key is found more slowly. */
const MIN_BYTES = 4 * 1024 * 1024;
const MAX_BYTES = 128 * 1024 * 1024;
/** Then it takes some 1 in 1,500 strange keys for known when it has all it was made for, and far fewer until then. */
const BITS_PER_KEY = 20;

/**
 * Room for about so many keys, and what may be added where they turn out to be more: 128 MiB together, enough for fifty
 * million. A key wrongly taken for known makes its record wait, and its chunk be read once more.
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

/** A filter that takes more room when the first layer of it (see `filterLayers`) is full. With the last one full it fills up. */
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

/** By the upper bits of the place. */
function blockAt(place: number, blocks: number): number {
  return Math.floor(((place >>> 0) / 2 ** 32) * blocks) * WORDS_PER_BLOCK;
}

/** Five bits of 32 choose one in a word of 32: six words by `bits`, two by the lower bits of the place. */
function bitOf(place: number, bits: number, word: number): number {
  // A shift looks at the lower five bits of its distance.
  return word < 6 ? 1 << (bits >>> (5 * word)) : 1 << (place >>> (5 * (word - 6)));
}

/** Every bit of the lane bears on every bit of the result (the finalizer of MurmurHash3, Appleby 2011). */
function mix(lane: number): number {
  let x = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
