import type { ChunkItem } from '../contracts/chunk.ts';
import type { Import } from '../contracts/import.ts';
import type { Counts } from '../contracts/outcome.ts';
import { RollcallError } from '../runtime/errors.ts';

/**
 * Holds what was found against what the splitter counted (promise 1): all chunks are done, and the outcomes add up.
 * @returns the check of the counts
 * @throws RecordCountMismatch
 */
export function accountForAll(
  { split }: Pick<Import, 'split'>,
  chunks: readonly ChunkItem[],
): (counts: Counts) => void {
  const done = chunks.filter(({ status }) => status === 'DONE').length;
  if (chunks.length !== split?.chunks || done !== chunks.length)
    throw mismatch(`${done} of ${split?.chunks} chunks are done`);
  return (counts) => {
    const outcomes = counts.created + counts.updated + counts.unchanged + counts.failed;
    if (outcomes === split.records && counts.records === split.records) return;
    throw mismatch(
      `the splitter counted ${split.records} records, the results have ${counts.records} with ${outcomes} outcomes`,
    );
  };
}

function mismatch(message: string): RollcallError {
  return new RollcallError('RecordCountMismatch', message);
}
