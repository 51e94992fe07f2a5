import type { Repeats } from '../../contracts/chunk.ts';
import type { RepeatWatch } from '../records/splitter.ts';
import type { KeyFilter } from './key-filter.ts';
import { createKeyList } from './key-list.ts';
import type { ReadKeys } from './read-keys.ts';

/** The repeats of one chunk. */
export interface ChunkRepeats {
  /** The chunk's index. */
  readonly chunk: number;
  /** Record numbers, in file order. */
  readonly ranges: Repeats;
}

export interface RepeatFinder extends RepeatWatch {
  /** Repeats of the chunks that ended since this was last asked. */
  take(): readonly ChunkRepeats[];
}

/**
 * Finds the records that must wait until the fan-out is over, so that chunks may be processed in any order and at the
 * same time: those that share a key with a record of an earlier chunk, and, because they will come last, those behind
 * them that share a key with them, in the same chunk too. All others touch keys that no other chunk touches.
 *
 * A record may share keys with its neighbours in the chunk: its worker applies them in file order. So their keys are
 * kept apart until the chunk ends. Only then is the filter asked, for one record after another: the memory that it
 * waits for at each key comes for several at a time, and is near when the keys are added.
 */
export function createRepeatFinder(readKeys: ReadKeys, earlier: KeyFilter): RepeatFinder {
  const keys = createKeyList();
  /** For each record of the chunk that has keys: its number, and how many keys there are up to its last. */
  const records = createKeyList();
  let ended: ChunkRepeats[] = [];

  /** Keys `from` to `to` of the chunk's. */
  function isRepeat(lanes: Int32Array, from: number, to: number): boolean {
    for (let i = 2 * from; i < 2 * to; i += 2) {
      if (earlier.mayHave(lanes[i] as number, lanes[i + 1] as number)) return true;
    }
    return false;
  }

  function addAll(lanes: Int32Array, from: number, to: number): void {
    for (let i = 2 * from; i < 2 * to; i += 2) earlier.add(lanes[i] as number, lanes[i + 1] as number);
  }

  return {
    add(recordNumber, bytes, from, to) {
      const before = keys.count();
      readKeys(bytes, from, to, keys);
      if (keys.count() > before) records.add(recordNumber, keys.count());
    },
    endChunk(chunk) {
      const lanes = keys.lanes();
      const bounds = records.lanes();
      const ranges: Repeats = [];
      let repeats = 0;
      let from = 0;
      for (let i = 0; i < 2 * records.count(); i += 2) {
        const to = bounds[i + 1] as number;
        if (isRepeat(lanes, from, to)) {
          append(ranges, bounds[i] as number);
          addAll(lanes, from, to);
          repeats++;
        }
        from = to;
      }
      addAll(lanes, 0, keys.count());
      keys.truncate(0);
      records.truncate(0);
      if (repeats > 0) ended.push({ chunk, ranges });
      return repeats;
    },
    take() {
      const taken = ended;
      ended = [];
      return taken;
    },
  };
}

function append(ranges: Repeats, recordNumber: number): void {
  const last = ranges.at(-1);
  if (last !== undefined && last[1] === recordNumber - 1) last[1] = recordNumber;
  else ranges.push([recordNumber, recordNumber]);
}
