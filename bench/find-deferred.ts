import type { FileLayout } from '../lambdas/contracts/file-layout.ts';
import { NO_SETTINGS } from '../lambdas/contracts/no-settings.ts';
import { type ConflictFinder, createConflictFinder } from '../lambdas/core/conflicts/conflict-finder.ts';
import { createGrowingFilter, filterLayers } from '../lambdas/core/conflicts/key-filter.ts';
import { createReadKeys } from '../lambdas/core/conflicts/read-keys.ts';
import { dialectOf } from '../lambdas/core/records/dialect.ts';
import { releaseBuffer } from '../lambdas/core/records/release-buffer.ts';
import { createSplitter } from '../lambdas/core/records/splitter.ts';
import { participants as definition } from '../lambdas/import-types/participants.ts';
import { peakMemoryKib } from '../local/lambda/runtime/peak-memory.ts';
import { PARTICIPANT_COLUMNS } from './participants-csv.ts';

const participants = definition.resolve({ settings: NO_SETTINGS, parameters: undefined });

/** The length of the header row in bytes. */
export const HEADER_BYTES = Buffer.byteLength(`${PARTICIPANT_COLUMNS.join(',')}\n`);

export interface Participants {
  /** Length of the file in bytes, including the header. */
  readonly fileBytes: number;
  /** The content after the header. */
  readonly records: AsyncIterable<Buffer>;
}

/**
 * Splits a participants file like SplitFile, and counts its deferred records. With `codes`, the column `email` is treated
 * as a referral code, which adds a second key to each record.
 */
export async function findDeferred({ fileBytes, records }: Participants, codes: boolean) {
  const layout = layoutOf(codes);
  const finder = createConflictFinder(createReadKeys(participants, 'acme', layout), ({ keys, bytes }) =>
    createGrowingFilter(filterLayers((keys / bytes) * fileBytes)),
  );
  const start = { offset: HEADER_BYTES, line: 2, recordNumber: 1 };
  const splitter = createSplitter({ dialect: dialectOf(layout), start, fileBytes, conflicts: finder });
  let deferred = 0;
  for await (const piece of records) {
    splitter.push(piece);
    releaseBuffer(piece);
    deferred += taken(finder);
  }
  const { totals } = splitter.end();
  return { ...totals, deferred: deferred + taken(finder) };
}

function taken(finder: ConflictFinder): number {
  const ranges = finder.take().flatMap((chunk) => chunk.ranges);
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

function layoutOf(codes: boolean): FileLayout {
  const columns = PARTICIPANT_COLUMNS.map((name) =>
    codes && name === 'email' ? 'referralCodes.summer' : name,
  );
  const headerEnd = HEADER_BYTES - 1;
  return {
    format: 'csv',
    delimiter: ',',
    columns,
    width: columns.length,
    headerStart: 0,
    headerEnd,
    offset: HEADER_BYTES,
    line: 2,
  };
}

/** `node bench/find-deferred.ts <length of the file>` reads the content after the header from stdin and prints the peak memory, in MiB. */
if (import.meta.main) {
  const fileBytes = Number(process.argv[2]);
  const found = await findDeferred({ fileBytes, records: process.stdin }, false);
  console.log(JSON.stringify({ ...found, peakMiB: Math.round(peakMemoryKib() / 1024) }));
}
