import { createGrowingFilter, createKeyFilter, filterLayers } from '../../core/conflicts/key-filter.ts';
import type { ReadKeys } from '../../core/conflicts/key-list.ts';
import {
  createDuplicateFinder,
  type DuplicateFinder,
  type Reading,
} from '../../core/duplicates/duplicate-finder.ts';
import { createKeyTable, type KeyTable } from '../../core/duplicates/key-table.ts';
import type { ReadUserKeys } from '../../core/duplicates/record-batch.ts';
import type { DuplicatesDeadline } from './duplicates-deadline.ts';
import type { RejectedWriter } from './rejected-writer.ts';
import { type SplitSource, scanFile } from './scan-file.ts';

const USUAL_RECORD_BYTES = 100;

export interface DuplicateSearch {
  /** Watches the first reading of the file, in which it is split. */
  readonly first: DuplicateFinder;
  /** Called while the first reading goes on: ends it if its time is over. */
  checkTime(): void;
  /**
   * Reads the file again as often as needed, and stores the duplicates. Returns the number of readings.
   * @throws FileRejected if the time does not suffice
   */
  settle(): Promise<number>;
}

export interface SearchOptions {
  readonly readKeys: ReadKeys;
  readonly readUserKeys: ReadUserKeys;
  readonly writer: RejectedWriter;
  readonly deadline: DuplicatesDeadline;
  /** Candidates held at a time: 96 MiB of them, and as many of the next reading's. */
  readonly maxCandidates?: number | undefined;
  /** The size of each filter; by default as much as the keys need. */
  readonly filterBytes?: number;
}

/** Finds each user's records but the first, exactly and in flat memory; core/duplicates says how. */
export function searchDuplicates(source: SplitSource, options: SearchOptions): DuplicateSearch {
  const { writer, deadline, maxCandidates = 2 ** 21, filterBytes } = options;
  const layers = filterLayers(source.content.size / USUAL_RECORD_BYTES);
  const newFilter = () =>
    filterBytes === undefined ? createGrowingFilter(layers) : createKeyFilter(filterBytes);
  const repeated = newFilter();
  const finder = (reading: Pick<Reading, 'resolves' | 'collects'>) =>
    createDuplicateFinder({ ...options, repeated, ...reading });
  const gather = (start?: number) => ({
    table: createKeyTable(maxCandidates, start),
    passed: newFilter(),
  });

  async function readAgain(resolves: KeyTable): Promise<KeyTable | undefined> {
    deadline.beforeReading();
    const collects = resolves.complete ? undefined : gather(resolves.end);
    const watch = finder({ resolves, collects });
    await scanFile(source, watch, async () => {
      deadline.check(resolves);
      for (const duplicates of watch.take()) await writer.write(duplicates);
    });
    await writer.end();
    return collects?.table;
  }

  const opening = gather();
  return {
    first: finder({ collects: opening }),
    checkTime: () => deadline.check(opening.table),
    async settle() {
      let candidates: KeyTable | undefined = opening.table;
      let readings = 0;
      while (candidates !== undefined && (candidates.size > 0 || !candidates.complete)) {
        candidates = await readAgain(candidates);
        readings++;
      }
      return readings;
    },
  };
}
