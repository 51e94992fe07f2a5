import type { Rejected } from '../../contracts/chunk.ts';
import type { KeyFilter } from '../conflicts/key-filter.ts';
import type { ReadKeys } from '../conflicts/key-list.ts';
import { createKeyList } from '../conflicts/key-list.ts';
import type { ConflictWatch } from '../records/splitter.ts';
import type { KeyTable } from './key-table.ts';
import { createRecordBatch, type ReadUserKeys } from './record-batch.ts';

/** The duplicates of one chunk. */
export interface ChunkDuplicates {
  /** The chunk's index. */
  readonly chunk: number;
  readonly rejected: Rejected;
}

export interface DuplicateFinder extends ConflictWatch {
  /** Duplicates of the chunks that ended since this was last asked. */
  take(): readonly ChunkDuplicates[];
}

export interface Reading {
  readonly readKeys: ReadKeys;
  readonly readUserKeys: ReadUserKeys;
  /** Users that came before and came again, of any part; filled by the first reading. */
  readonly repeated: KeyFilter;
  /** The candidates whose records are told apart in this reading. Absent in the first. */
  readonly settles?: KeyTable | undefined;
  /** Candidates for the next reading go here, by a filter that is new with each reading. Absent in the last. */
  readonly gathers?: { readonly table: KeyTable; readonly seen: KeyFilter } | undefined;
}

/** What one reading of the file finds out; see this folder's README. */
export function createDuplicateFinder(reading: Reading): DuplicateFinder {
  const { readKeys, readUserKeys, repeated, settles, gathers } = reading;
  const keys = createKeyList();
  let rejected: Rejected = [];
  let ended: ChunkDuplicates[] = [];
  const batch = createRecordBatch(readUserKeys, (recordNumber, key) => {
    gathers?.table.add(key);
    const first = settles?.firstOf(key, recordNumber);
    if (first !== undefined && first !== recordNumber) rejected.push([recordNumber, first]);
  });

  function isCandidate(one: number, two: number): boolean {
    if (gathers?.seen.add(one, two)) {
      repeated.add(one, two);
      return true;
    }
    return settles !== undefined && repeated.mayHave(one, two);
  }

  return {
    add(recordNumber, bytes, from, to) {
      keys.truncate(0);
      readKeys(bytes, from, to, keys);
      if (keys.count() === 0) return;
      const lanes = keys.lanes();
      if (isCandidate(lanes[0] as number, lanes[1] as number)) batch.add(recordNumber, bytes, from, to);
    },
    endChunk(chunk) {
      batch.flush();
      if (rejected.length === 0) return 0;
      ended.push({ chunk, rejected });
      const count = rejected.length;
      rejected = [];
      return count;
    },
    take() {
      const taken = ended;
      ended = [];
      return taken;
    },
  };
}
