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

/** How many keys the first chunk has, and how long its records are: a sample of the file, by which a filter is chosen. */
export interface KeySample {
  readonly keys: number;
  readonly bytes: number;
}

export interface ConflictFinder extends ConflictWatch {
  /** Repeats of the chunks that ended since this was last asked. */
  take(): readonly ChunkDeferred[];
}

/**
 * Finds the records that must wait until the fan-out is over, so that chunks may be processed in any order and at the
 * same time: those that share a key with a record of an earlier chunk, and, because they will come last, those behind
 * them that share a key with them, in the same chunk too. All others touch keys that no other chunk touches.
 *
 * A record may share keys with its neighbours in the chunk: its worker applies them in file order. The filter cannot tell
 * these from earlier chunks' keys, so where it knows one, the keys of the chunk are looked at once more, exactly. It is
 * asked when the chunk ends, for all keys in one loop: then the memory that it waits for comes for several at a time.
 */
export function createConflictFinder(
  readKeys: ReadKeys,
  createFilter: (firstChunk: KeySample) => KeyFilter,
): ConflictFinder {
  const keys = createKeyList();
  /** For each record of the chunk that has keys: its number, and how many keys there are up to its last. */
  const records = createKeyList();
  const chunkKeys = createChunkKeys();
  /** Of each key of the chunk: whether a record of an earlier chunk may have it, then whether one that waits has it. */
  let waits = new Uint8Array(1024);
  let ended: ChunkDeferred[] = [];
  let earlier: KeyFilter | undefined;
  let bytesOfFirst = 0;

  /** Adds the chunk's keys to those of earlier ones. Returns whether one may have been there before. */
  function addKeys(filter: KeyFilter): boolean {
    const lanes = keys.lanes();
    const count = keys.count();
    if (waits.length < count) waits = new Uint8Array(lanes.length / 2);
    let known = 0;
    for (let n = 0; n < count; n++) {
      const before = filter.add(lanes[2 * n] as number, lanes[2 * n + 1] as number) ? 1 : 0;
      waits[n] = before;
      known |= before;
    }
    return known === 1;
  }

  /** A key that its chunk has had before is known by that: whether it has to wait, its first record tells. */
  function findDeferred(): DeferredRanges {
    const ranges: DeferredRanges = [];
    const bounds = records.lanes();
    chunkKeys.reset(keys.lanes(), keys.count());
    let from = 0;
    for (let i = 0; i < 2 * records.count(); i += 2) {
      const to = bounds[i + 1] as number;
      let conflicts = false;
      for (let n = from; n < to; n++) if (waits[chunkKeys.firstOf(n)] === 1) conflicts = true;
      if (conflicts) {
        append(ranges, bounds[i] as number);
        for (let n = from; n < to; n++) waits[chunkKeys.firstOf(n)] = 1;
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
