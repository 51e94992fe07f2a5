import { type BlockKeys, type Candidates, eachKey } from './conflict-keys.ts';

/** More records than these are planned with all others. */
const MAX_RECORDS = 5_000;

/** Records whose keys or contents have changed, and the keys that they had and have. */
export interface TouchedRecords {
  /** `isChanged`: whether the record with this index in the block may have other contents. */
  add(
    block: number,
    before: BlockKeys | undefined,
    after: BlockKeys,
    isChanged: (index: number) => boolean,
  ): void;
  readonly isEmpty: boolean;
  /** Whether fewer records may share keys. */
  readonly hasLostKeys: boolean;
  /** They, and all records that share a key with one of them, directly or by others. Undefined if these are too many. */
  withRelated(blocks: readonly (BlockKeys | undefined)[]): Promise<Map<number, Set<number>> | undefined>;
}

/** 53 of the 64 bits: a collision only adds records. */
const numberOf = (one: number, two: number): number => (one >>> 0) * 2 ** 21 + (two >>> 11);

export function createTouchedRecords(maxRecords = MAX_RECORDS): TouchedRecords {
  const records = new Map<number, Set<number>>();
  const keys = new Set<number>();
  let count = 0;
  let hasLostKeys = false;

  function addRecord(block: number, index: number): void {
    const ofBlock = records.get(block) ?? new Set();
    if (!ofBlock.has(index)) count += 1;
    records.set(block, ofBlock.add(index));
  }

  return {
    add(block, before, after, isChanged) {
      const [had, has] = [keysOf(before), keysOf(after)];
      for (const index of new Set([...had.keys(), ...has.keys()])) {
        const [lost = [], got = []] = [had.get(index), has.get(index)];
        if (count > maxRecords || (!isChanged(index) && `${lost}` === `${got}`)) continue;
        addRecord(block, index);
        for (const key of [...lost, ...got]) keys.add(key);
        hasLostKeys ||= lost.some((key) => !got.includes(key));
      }
    },
    get isEmpty() {
      return count === 0;
    },
    get hasLostKeys() {
      return hasLostKeys;
    },
    async withRelated(blocks) {
      for (let size = -1; size < keys.size + count && count <= maxRecords; ) {
        size = keys.size + count;
        await eachKey(blocks, (one, two, block, index) => {
          const key = numberOf(one, two);
          if (records.get(block)?.has(index)) keys.add(key);
          else if (keys.has(key) && count <= maxRecords) addRecord(block, index);
        });
      }
      return count > maxRecords ? undefined : records;
    },
  };
}

/** How many users the records of the blocks until `until` are about. The first key of a record is its user. */
export function countUsers(
  blocks: readonly (BlockKeys | undefined)[],
  records: Candidates,
  until: number,
): number {
  const users = new Set<number | undefined>();
  for (const [block, wanted] of records)
    if (block <= until)
      for (const [index, [user]] of keysOf(blocks[block])) if (wanted.has(index)) users.add(user);
  return users.size;
}

/** By the record that has them. */
function keysOf(block: BlockKeys | undefined): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  block?.owners.forEach((owner, n) => {
    const key = numberOf(block.lanes[2 * n] as number, block.lanes[2 * n + 1] as number);
    found.set(owner, [...(found.get(owner) ?? []), key]);
  });
  return found;
}
