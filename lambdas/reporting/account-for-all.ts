import type { ChunkItem } from '../contracts/chunk.ts';
import type { Counts } from '../contracts/outcome.ts';
import type { SplitImport } from '../processing/import-stage.ts';
import { RollcallError } from '../runtime/errors.ts';

/**
 * Checks that every record has one outcome (promise 1, docs/promises.md): all chunks are done, and the counts add up to the
 * number of records that SplitFile counted.
 * @returns a function that checks the counts of the results and throws RecordCountMismatch
 * @throws RecordCountMismatch when a chunk is not done
 */
export function accountForAll(
  { split }: Pick<SplitImport, 'split'>,
  chunks: readonly Pick<ChunkItem, 'status'>[],
): (counts: Counts) => void {
  const done = chunks.filter(({ status }) => status === 'DONE').length;
  if (chunks.length !== split.chunks || done !== chunks.length)
    throw mismatch(`${done} of ${split.chunks} chunks are done`);
  return (counts) => {
    const outcomes = counts.created + counts.updated + counts.unchanged + counts.failed;
    if (outcomes === split.records && counts.records === split.records) return;
    throw mismatch(
      `SplitFile counted ${split.records} records, the results have ${counts.records} records with ${outcomes} outcomes`,
    );
  };
}

function mismatch(message: string): RollcallError {
  return new RollcallError('RecordCountMismatch', message);
}
