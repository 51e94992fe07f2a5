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
 * kept apart until the chunk ends.
 */
export function createRepeatFinder(readKeys: ReadKeys, earlier: KeyFilter): RepeatFinder {
  const keys = createKeyList();
  const ofChunk = createKeyList();
  let ranges: Repeats = [];
  let repeats = 0;
  let ended: ChunkRepeats[] = [];

  function isRepeat(): boolean {
    const lanes = keys.lanes();
    const end = 2 * keys.count();
    for (let i = 0; i < end; i += 2) {
      if (earlier.mayHave(lanes[i] as number, lanes[i + 1] as number)) return true;
    }
    return false;
  }

  function append(recordNumber: number): void {
    repeats++;
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === recordNumber - 1) last[1] = recordNumber;
    else ranges.push([recordNumber, recordNumber]);
  }

  return {
    add(recordNumber, bytes, from, to) {
      keys.clear();
      readKeys(bytes, from, to, keys);
      if (keys.count() === 0) return;
      if (isRepeat()) {
        append(recordNumber);
        moveAll(keys, earlier);
      } else moveAll(keys, ofChunk);
    },
    endChunk(chunk) {
      moveAll(ofChunk, earlier);
      ofChunk.clear();
      if (repeats === 0) return 0;
      ended.push({ chunk, ranges });
      const count = repeats;
      ranges = [];
      repeats = 0;
      return count;
    },
    take() {
      const taken = ended;
      ended = [];
      return taken;
    },
  };
}

function moveAll(
  from: { count(): number; lanes(): Int32Array },
  to: { add(one: number, two: number): void },
): void {
  const lanes = from.lanes();
  const end = 2 * from.count();
  for (let i = 0; i < end; i += 2) to.add(lanes[i] as number, lanes[i + 1] as number);
}
