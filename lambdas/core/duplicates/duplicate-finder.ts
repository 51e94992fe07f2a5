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
  /** Duplicates of the chunks that ended since the last call. */
  take(): readonly ChunkDuplicates[];
}

export interface Reading {
  readonly readKeys: ReadKeys;
  readonly readUserKeys: ReadUserKeys;
  /** Users that occur more than once, of any range of hashes; filled by the first reading. */
  readonly repeated: KeyFilter;
  /** The candidates whose records this reading resolves. Absent in the first reading. */
  readonly resolves?: KeyTable | undefined;
  /**
   * Collects the candidates of the next reading, with a filter that is new for each reading. Absent in the last
   * reading.
   */
  readonly collects?: { readonly table: KeyTable; readonly passed: KeyFilter } | undefined;
}

/** Finds duplicates in one reading of the file; see the README of this folder. */
export function createDuplicateFinder(reading: Reading): DuplicateFinder {
  const { readKeys, readUserKeys, repeated, resolves, collects } = reading;
  const keys = createKeyList();
  let rejected: Rejected = [];
  let ended: ChunkDuplicates[] = [];
  const batch = createRecordBatch(readUserKeys, (recordNumber, key) => {
    collects?.table.add(key);
    const first = resolves?.firstOf(key, recordNumber);
    if (first !== undefined && first !== recordNumber) rejected.push([recordNumber, first]);
  });

  function isCandidate(one: number, two: number): boolean {
    if (collects?.passed.add(one, two)) {
      repeated.add(one, two);
      return true;
    }
    return resolves !== undefined && repeated.mayHave(one, two);
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
