import pMap from 'p-map';
import type { TableSweep } from '../../adapters/dynamo-table-sweep.ts';
import type { ErasureCursor } from '../../contracts/erasure.ts';

/** Segments that are read independently: DynamoDB spreads a scan over a table's partitions only by them. */
const SEGMENTS = 8;
const PARALLEL_SEGMENTS = 4;

export interface ScanSlice {
  readonly attributes: readonly string[];
  /** Where the slice before ended. */
  readonly cursor: ErasureCursor;
  readonly hasTime: () => boolean;
}

/** Visits a table page by page while there is time. @returns where the next slice begins */
export async function scanAll(
  sweep: Pick<TableSweep, 'scan'>,
  { attributes, cursor, hasTime }: ScanSlice,
  visit: (items: readonly Readonly<Record<string, unknown>>[]) => Promise<void>,
): Promise<ErasureCursor> {
  const numbers = Array.from({ length: SEGMENTS }, (_, number) => number);
  const ends = await pMap(
    numbers,
    async (number) => {
      let from = cursor[String(number)];
      while (from !== null && hasTime()) {
        const { items, next = null } = await sweep.scan(attributes, { number, of: SEGMENTS, from });
        await visit(items);
        from = next;
      }
      return [String(number), from] as const;
    },
    // What still ran when this invocation failed would otherwise continue next to the retry.
    { concurrency: PARALLEL_SEGMENTS, stopOnError: false },
  ).catch((error: unknown) => {
    throw error instanceof AggregateError ? error.errors[0] : error;
  });
  return Object.fromEntries(ends.filter((end): end is [string, string | null] => end[1] !== undefined));
}

export function isScanned(cursor: ErasureCursor): boolean {
  return Object.keys(cursor).length === SEGMENTS && Object.values(cursor).every((end) => end === null);
}
