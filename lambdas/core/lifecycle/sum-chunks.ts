import type { ChunkGlance } from '../../contracts/chunk.ts';
import type { ChunkProgress } from './progress.ts';

/**
 * Sums up the chunks of an import.
 * @param chunks with holes for those that have not begun
 * @param since when the attempt began: chunks of earlier attempts do not count for the rate. Empty: all do.
 */
export function sumChunks(chunks: readonly (ChunkGlance | undefined)[], since: string): ChunkProgress {
  const begun = chunks.filter((chunk) => chunk !== undefined);
  const total = { recordsDone: 0, recordsFailed: 0, warnings: 0, chunksRunning: 0 };
  for (const { counts, status } of begun) {
    total.recordsDone += counts?.records ?? 0;
    total.recordsFailed += counts?.failed ?? 0;
    total.warnings += counts?.warnings ?? 0;
    if (status === 'RUNNING') total.chunksRunning += 1;
  }
  const recordsPerSecond = rateOf(begun.filter(({ startedAt }) => startedAt >= since));
  return { ...total, ...(recordsPerSecond !== undefined && { recordsPerSecond }) };
}

/** From the beginning of the first chunk to the end of the last that is done. */
function rateOf(chunks: readonly ChunkGlance[]): number | undefined {
  let records = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const { counts, startedAt, endedAt } of chunks) {
    first = Math.min(first, Date.parse(startedAt));
    if (endedAt === undefined) continue;
    last = Math.max(last, Date.parse(endedAt));
    records += counts?.records ?? 0;
  }
  return records > 0 && last > first ? (records * 1000) / (last - first) : undefined;
}
