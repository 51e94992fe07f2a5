import { hash as digestOf } from 'node:crypto';

/** Hashes are ordered by their first 48 bits, which a double holds exactly. */
const ORDERS = 2 ** 48;
const FIRST_SLOTS = 1024;
const LANES = 4;
/** In `firsts`: record numbers are positive. */
const FREE = 0;
const NO_RECORD = -1;

/** Keys whose hashes lie in one part of all hashes, each with the number of the first record that has it. */
export interface KeyTable {
  /** The part ends here: every key added whose hash lies below is held. */
  readonly end: number;
  /** Whether the part reaches to the last of all hashes. */
  readonly complete: boolean;
  readonly size: number;
  add(key: string): void;
  /** Number of the first record that was looked up with this key, perhaps this one; undefined if it is not held. */
  firstOf(key: string, recordNumber: number): number | undefined;
}

/**
 * Holds at most `maxKeys` keys, in 24 bytes a slot and at most half of the slots taken. When it is full, its part
 * becomes smaller: the upper half is forgotten, until there is room or the new key lies beyond. `start`: the `end` of the part before.
 */
export function createKeyTable(maxKeys: number, start = 0): KeyTable {
  let end = ORDERS;
  let size = 0;
  let lanes = new Uint32Array(LANES * FIRST_SLOTS);
  let firsts = new Float64Array(FIRST_SLOTS);

  /** The slot of the hash, or the free one where it belongs. */
  function slotOf(hash: Uint32Array): number {
    // Not the lane that orders the hashes: in a small part of them it hardly differs.
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

  /** Moves what still lies in the part to fresh slots. */
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

  /** Room for a key of this order, unless its place is no longer here. */
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

/** 128 bits that nobody can make collide. */
function hashOf(key: string): Uint32Array {
  const digest = digestOf('sha256', key, 'buffer');
  const hash = new Uint32Array(LANES);
  for (let i = 0; i < LANES; i++) hash[i] = digest.readUInt32LE(4 * i);
  return hash;
}

function orderOf(hash: Uint32Array): number {
  return (hash[0] as number) * 2 ** 16 + ((hash[1] as number) >>> 16);
}
