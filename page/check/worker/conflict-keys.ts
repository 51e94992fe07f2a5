import { addKeys } from '../../../lambdas/core/conflicts/add-keys.ts';
import { createGrowingFilter, filterLayers } from '../../../lambdas/core/conflicts/key-filter.ts';
import { createKeyList } from '../../../lambdas/core/conflicts/key-list.ts';
import type { ImportType } from '../../../lambdas/core/import-type/import-type.ts';
import type { ChunkRecord } from '../../../lambdas/reading/read-chunk.ts';
import { pause } from './pause.ts';

/** The conflict keys of the valid records of a block: ten bytes a key. */
export interface BlockKeys {
  /** Two of each key, as in a key list. */
  readonly lanes: Int32Array;
  /** The index in the block of the record that has the key. */
  readonly owners: Uint16Array;
}

/** For each block, the indexes of its records that may share a key with another record of the file. */
export type Candidates = ReadonlyMap<number, ReadonlySet<number>>;

const BLOCKS_AT_ONCE = 64;

/** Collects the keys of one block. */
export function createKeyCollector(type: ImportType, tenant: string) {
  const keys = createKeyList();
  const owners: number[] = [];
  return {
    add(index: number, { read }: ChunkRecord): void {
      addKeys(type, tenant, read.ok ? read.change : undefined, keys);
      while (owners.length < keys.count()) owners.push(index);
    },
    end: (): BlockKeys => ({
      lanes: keys.lanes().slice(0, 2 * keys.count()),
      owners: Uint16Array.from(owners),
    }),
  };
}

/** By the filter of SplitFile. It also finds some records that share no key: they have no conflict when they are planned. */
export async function findCandidates(
  blocks: readonly (BlockKeys | undefined)[],
): Promise<Map<number, Set<number>>> {
  const seen = filterFor(blocks.reduce((sum, keys) => sum + (keys?.owners.length ?? 0), 0));
  const shared = createKeyList();
  await eachKey(blocks, (one, two) => {
    if (seen.add(one, two)) shared.add(one, two);
  });
  const found = new Map<number, Set<number>>();
  if (shared.count() === 0) return found;
  const repeated = filterFor(shared.count());
  for (let n = 0; n < shared.count(); n++)
    repeated.add(shared.lanes()[2 * n] as number, shared.lanes()[2 * n + 1] as number);
  await eachKey(blocks, (one, two, block, owner) => {
    if (!repeated.mayHave(one, two)) return;
    const ofBlock = found.get(block) ?? new Set<number>();
    found.set(block, ofBlock.add(owner));
  });
  return found;
}

function filterFor(keys: number) {
  return createGrowingFilter(filterLayers(keys));
}

/** `owner`: index in the block of the record that has the key. */
export async function eachKey(
  blocks: readonly (BlockKeys | undefined)[],
  visit: (one: number, two: number, block: number, owner: number) => void,
): Promise<void> {
  for (const [block, keys] of blocks.entries()) {
    if (block % BLOCKS_AT_ONCE === 0) await pause();
    if (keys === undefined) continue;
    const { lanes, owners } = keys;
    for (let n = 0; n < owners.length; n++)
      visit(lanes[2 * n] as number, lanes[2 * n + 1] as number, block, owners[n] as number);
  }
}
