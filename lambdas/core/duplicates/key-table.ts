import { digest as digestOf } from '../naming/digest.ts';

/** Hashes are ordered by their first 48 bits, which a double holds exactly. */
const ORDERS = 2 ** 48;
const FIRST_SLOTS = 1024;
const LANES = 4;
/** In `firsts`: record numbers are positive. */
const FREE = 0;
const NO_RECORD = -1;

/** Keys whose hashes are in one range, each with the number of the first record that has it. */
export interface KeyTable {
  /** End of the range: the table contains every added key whose hash is below. */
  readonly end: number;
  /** Whether the range ends with the last of all hashes. */
  readonly complete: boolean;
  readonly size: number;
  add(key: string): void;
  /**
   * Number of the first record that was looked up with this key, which may be this record; undefined if the table
   * does not contain the key.
   */
  firstOf(key: string, recordNumber: number): number | undefined;
}

/**
 * Contains at most `maxKeys` keys, in 24 bytes a slot, with at most half of the slots used. When it is full, the
 * range is halved and the upper half is dropped, until there is room or the new key is outside of the range. `start`:
 * the `end` of the previous range.
 */
export function createKeyTable(maxKeys: number, start = 0): KeyTable {
  let end = ORDERS;
  let size = 0;
  let lanes = new Uint32Array(LANES * FIRST_SLOTS);
  let firsts = new Float64Array(FIRST_SLOTS);

  /** The slot of the hash, or the free slot for it. */
  function slotOf(hash: Uint32Array): number {
    // Not the lane that orders the hashes: within a small range it hardly varies.
    for (let slot = (hash[3] as number) % firsts.length; ; slot = (slot + 1) % firsts.length) {
      if (firsts[slot] === FREE || isAt(hash, slot)) return slot;
    }
  }

  function isAt(hash: Uint32Array, slot: number): boolean {
    for (let i = 0; i < LANES; i++) if (lanes[LANES * slot + i] !== hash[i]) return false;
    return true;
  }

  function put(hash: Uint32Array, first: number): void {
    const slot = slotOf(hash);
    if (firsts[slot] !== FREE) return;
    lanes.set(hash, LANES * slot);
    firsts[slot] = first;
    size++;
  }

  /** Moves the keys that are still in the range to new slots. */
  function rebuild(slots: number): void {
    const [oldLanes, oldFirsts] = [lanes, firsts];
    lanes = new Uint32Array(LANES * slots);
    firsts = new Float64Array(slots);
    size = 0;
    for (let slot = 0; slot < oldFirsts.length; slot++) {
      if (oldFirsts[slot] === FREE) continue;
      const hash = oldLanes.subarray(LANES * slot, LANES * (slot + 1));
      if (orderOf(hash) < end) put(hash, oldFirsts[slot] as number);
    }
  }

  /** Makes room for a key of this order, if it is still in the range. */
  function makeRoom(order: number): void {
    while (size >= maxKeys && order < end) {
      if (end - start <= 1)
        throw new Error(`${maxKeys} different keys have the same hash: that cannot happen`);
      end = start + Math.ceil((end - start) / 2);
      rebuild(firsts.length);
    }
    if (2 * size >= firsts.length) rebuild(2 * firsts.length);
  }

  return {
    get end() {
      return end;
    },
    get complete() {
      return end === ORDERS;
    },
    get size() {
      return size;
    },
    add(key) {
      const hash = hashOf(key);
      const order = orderOf(hash);
      if (order < start || order >= end || firsts[slotOf(hash)] !== FREE) return;
      makeRoom(order);
      if (order < end) put(hash, NO_RECORD);
    },
    firstOf(key, recordNumber) {
      const slot = slotOf(hashOf(key));
      if (firsts[slot] === FREE) return undefined;
      if (firsts[slot] === NO_RECORD) firsts[slot] = recordNumber;
      return firsts[slot];
    },
  };
}

/** 128 bits for which collisions cannot be constructed. */
function hashOf(key: string): Uint32Array {
  const digest = digestOf('sha256', key);
  const hash = new Uint32Array(LANES);
  for (let i = 0; i < LANES; i++) hash[i] = digest.readUInt32LE(4 * i);
  return hash;
}

function orderOf(hash: Uint32Array): number {
  return (hash[0] as number) * 2 ** 16 + ((hash[1] as number) >>> 16);
}
