import type { DeferredRanges } from '../../contracts/chunk.ts';
import type { ConflictWatch } from '../records/splitter.ts';
import { createChunkKeys } from './chunk-keys.ts';
import type { KeyFilter } from './key-filter.ts';
import type { ReadKeys } from './key-list.ts';
import { createKeyList } from './key-list.ts';

/** The deferred records of one chunk. */
export interface ChunkDeferred {
  /** The chunk's index. */
  readonly chunk: number;
  /** Record numbers, in file order. */
  readonly ranges: DeferredRanges;
}

/** Number of keys and bytes of the first chunk: a sample of the file, from which a filter is chosen. */
export interface KeySample {
  readonly keys: number;
  readonly bytes: number;
}

export interface ConflictFinder extends ConflictWatch {
  /** Deferred records of the chunks that ended since the last call. */
  take(): readonly ChunkDeferred[];
}

/**
 * Finds the records that must be applied after the map, so that chunks may be processed in any order and in parallel:
 * records that share a key with a record of an earlier chunk, and records that follow a deferred record and share a
 * key with it, in the same chunk too. All other records use keys that no other chunk uses.
 *
 * Records of one chunk may share keys: their worker applies them in file order. The filter cannot distinguish keys of
 * the chunk from keys of earlier chunks, so when it reports a known key, the keys of the chunk are compared once
 * more, exactly. The filter is asked at the end of the chunk, for all keys in one loop: the processor then fetches
 * memory for several keys at a time.
 */
export function createConflictFinder(
  readKeys: ReadKeys,
  createFilter: (firstChunk: KeySample) => KeyFilter,
): ConflictFinder {
  const keys = createKeyList();
  /** For each record of the chunk with keys: its number, and how many keys the list has after its last key. */
  const records = createKeyList();
  const chunkKeys = createChunkKeys();
  /** For each key of the chunk, 1 if an earlier chunk may have it, and later 1 if a deferred record has it. */
  let conflicting = new Uint8Array(1024);
  let ended: ChunkDeferred[] = [];
  let earlier: KeyFilter | undefined;
  let bytesOfFirst = 0;

  /** Adds the chunk's keys to the filter. Returns whether the filter may have contained one of them before. */
  function addKeys(filter: KeyFilter): boolean {
    const lanes = keys.lanes();
    const count = keys.count();
    if (conflicting.length < count) conflicting = new Uint8Array(lanes.length / 2);
    let known = 0;
    for (let n = 0; n < count; n++) {
      const before = filter.add(lanes[2 * n] as number, lanes[2 * n + 1] as number) ? 1 : 0;
      conflicting[n] = before;
      known |= before;
    }
    return known === 1;
  }

  /**
   * The first occurrence of a key in the chunk represents all of them: its entry in `conflicting` says whether its
   * records are deferred.
   */
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one loop, so that each key is looked up once; it runs for every key of the file.
  function findDeferred(): DeferredRanges {
    const ranges: DeferredRanges = [];
    const bounds = records.lanes();
    chunkKeys.reset(keys.lanes(), keys.count());
    let from = 0;
    for (let i = 0; i < 2 * records.count(); i += 2) {
      const to = bounds[i + 1] as number;
      let conflicts = false;
      for (let n = from; n < to; n++) if (conflicting[chunkKeys.firstOf(n)] === 1) conflicts = true;
      if (conflicts) {
        append(ranges, bounds[i] as number);
        for (let n = from; n < to; n++) conflicting[chunkKeys.firstOf(n)] = 1;
      }
      from = to;
    }
    return ranges;
  }

  return {
    add(recordNumber, bytes, from, to) {
      const before = keys.count();
      readKeys(bytes, from, to, keys);
      if (keys.count() > before) records.add(recordNumber, keys.count());
      if (earlier === undefined) bytesOfFirst += to - from;
    },
    endChunk(chunk) {
      const isFirst = earlier === undefined;
      earlier ??= createFilter({ keys: keys.count(), bytes: bytesOfFirst });
      const ranges = addKeys(earlier) && !isFirst ? findDeferred() : [];
      keys.truncate(0);
      records.truncate(0);
      if (ranges.length > 0) ended.push({ chunk, ranges });
      return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
    },
    take() {
      const taken = ended;
      ended = [];
      return taken;
    },
  };
}

function append(ranges: DeferredRanges, recordNumber: number): void {
  const last = ranges.at(-1);
  if (last !== undefined && last[1] === recordNumber - 1) last[1] = recordNumber;
  else ranges.push([recordNumber, recordNumber]);
}
