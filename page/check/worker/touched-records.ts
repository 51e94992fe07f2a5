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
  withRelated(blocks: readonly (BlockKeys | undefined)[]): Promise<Candidates | undefined>;
}

/** How many users the records of the blocks until `until` are about. The first key of a record is its user. */
export function countUsers(
  blocks: readonly (BlockKeys | undefined)[],
  records: Candidates,
  until: number,
): number {
  const users = new Set<number>();
  for (const [index, wanted] of records) {
    const block = index <= until ? blocks[index] : undefined;
    for (const [n, owner] of block?.owners.entries() ?? [])
      if (wanted.has(owner) && owner !== block?.owners[n - 1]) users.add(keyAt(block as BlockKeys, n));
  }
  return users.size;
}

/** 53 of the 64 bits: a collision only adds records. */
const numberOf = (one: number, two: number): number => (one >>> 0) * 2 ** 21 + (two >>> 11);

export function createTouchedRecords(maxRecords = MAX_RECORDS): TouchedRecords {
  const records = new Map<number, Set<number>>();
  const keys = new Set<number>();
  let count = 0;
  let hasLostKeys = false;

  function addRecord(block: number, index: number): void {
    const ofBlock = records.get(block) ?? new Set<number>();
    if (!ofBlock.has(index)) count += 1;
    records.set(block, ofBlock.add(index));
  }

  return {
    add(block, before, after, isChanged) {
      const [had, has] = [keysByOwner(before), keysByOwner(after)];
      for (const index of new Set([...had.keys(), ...has.keys()])) {
        if (count > maxRecords) return;
        const own = [had.get(index) ?? [], has.get(index) ?? []];
        if (!isChanged(index) && String(own[0]) === String(own[1])) continue;
        addRecord(block, index);
        for (const key of own.flat()) keys.add(key);
        hasLostKeys ||= own[0]?.some((key) => own[1]?.includes(key) !== true) === true;
      }
    },
    get isEmpty() {
      return count === 0;
    },
    get hasLostKeys() {
      return hasLostKeys;
    },
    async withRelated(blocks) {
      for (let known = 0; known < keys.size && count <= maxRecords; ) {
        known = keys.size;
        const found: (readonly [block: number, index: number])[] = [];
        await eachKey(blocks, (one, two, block, index) => {
          const isNew = count + found.length <= maxRecords && !records.get(block)?.has(index);
          if (isNew && keys.has(numberOf(one, two))) found.push([block, index]);
        });
        for (const [block, index] of found) {
          addRecord(block, index);
          for (const key of keysOf(blocks[block], index)) keys.add(key);
        }
      }
      return count > maxRecords ? undefined : records;
    },
  };
}

function keysByOwner(block: BlockKeys | undefined): ReadonlyMap<number, number[]> {
  const found = new Map<number, number[]>();
  for (const [n, index] of block?.owners.entries() ?? []) {
    const own = found.get(index) ?? [];
    found.set(index, own);
    own.push(keyAt(block as BlockKeys, n));
  }
  return found;
}

/** The keys of a record are next to each other. */
function* keysOf(block: BlockKeys | undefined, index: number): Generator<number> {
  if (block === undefined) return;
  for (let n = block.owners.indexOf(index); n !== -1 && block.owners[n] === index; n++) yield keyAt(block, n);
}

function keyAt({ lanes }: BlockKeys, n: number): number {
  return numberOf(lanes[2 * n] as number, lanes[2 * n + 1] as number);
}
