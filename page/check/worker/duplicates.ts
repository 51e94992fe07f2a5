import { newKeyHash } from '../../../lambdas/core/conflicts/key-hash.ts';

const LANES = 4;
/** Makes the second half of a hash independent of the first. */
const SECOND = '\u0001';

/** The users of all records of a file, by block, as 128 bits each: 16 bytes a record. */
export interface KeyIndex {
  /** `keys`: for each record of the block, in order; undefined for a record without a key. */
  set(block: number, keys: readonly (string | undefined)[]): void;
  /**
   * For each block, the numbers of the records that name the user of an earlier record: how many records before it, from
   * the beginning of the file, the first one is. Blocks without duplicates are absent.
   */
  find(firstRecords: readonly number[]): ReadonlyMap<number, ReadonlyMap<number, number>>;
}

export function createKeyIndex(): KeyIndex {
  const blocks: Int32Array[] = [];
  return {
    set(block, keys) {
      const lanes = new Int32Array(LANES * keys.length);
      for (const [i, key] of keys.entries()) if (key !== undefined) lanes.set(hashOf(key), LANES * i);
      blocks[block] = lanes;
    },
    find(firstRecords) {
      const total = blocks.reduce((sum, lanes) => sum + lanes.length / LANES, 0);
      const table = createTable(total);
      const found = new Map<number, Map<number, number>>();
      for (const [block, lanes] of blocks.entries()) {
        const first = firstRecords[block] ?? 0;
        for (let at = 0; at < lanes.length; at += LANES) {
          const record = first + at / LANES;
          const earlier = table.firstOf(lanes, at, record);
          if (earlier === record) continue;
          const ofBlock = found.get(block) ?? new Map<number, number>();
          found.set(block, ofBlock.set(record, earlier));
        }
      }
      return found;
    },
  };
}

/** An open-addressed table, at most half full. */
function createTable(keys: number) {
  let slots = 1024;
  while (slots < 2 * keys) slots *= 2;
  const records = new Uint32Array(slots);
  const lanes = new Int32Array(LANES * slots);

  function isAt(slot: number, key: Int32Array, at: number): boolean {
    for (let i = 0; i < LANES; i++) if (lanes[LANES * slot + i] !== key[at + i]) return false;
    return true;
  }

  return {
    /** The first record that was looked up with this key; a record without a key is its own first. */
    firstOf(key: Int32Array, at: number, record: number): number {
      if (key[at] === 0 && key[at + 1] === 0) return record;
      let slot = ((key[at] as number) >>> 0) % slots;
      while (records[slot] !== 0 && !isAt(slot, key, at)) slot = (slot + 1) % slots;
      if (records[slot] !== 0) return records[slot] as number;
      records[slot] = record;
      for (let i = 0; i < LANES; i++) lanes[LANES * slot + i] = key[at + i] as number;
      return record;
    },
  };
}

/** The two halves see the key in different order, so that they collide independently. */
function hashOf(key: string): Int32Array {
  const [one = 0, two = 0] = newKeyHash(key);
  const [three = 0, four = 0] = newKeyHash(SECOND + [...key].reverse().join(''));
  // A hash that is zero would mean that there is no key.
  return Int32Array.of(one === 0 && two === 0 ? 1 : one, two, three, four);
}
