import type { ChunkRange } from '../../contracts/chunk.ts';
import type { RecordPosition } from './record.ts';

export interface ChunkLimits {
  /** A chunk ends before it grows beyond this. Default 4 MiB. */
  readonly chunkBytes?: number;
  /** Default 2,500. */
  readonly chunkRecords?: number;
  /** A record larger than this stands alone, flagged. Default 8 MiB; see the planner for huge files. */
  readonly maxRecordBytes?: number;
  /** A longer stretch of blank lines between two chunks lies in neither. Default 64 KiB. */
  readonly maxBlankBytes?: number;
  /** There are never more chunks than this. Default 9,999: a Map Run takes 10,000 children. */
  readonly maxChunks?: number;
}

export interface ChunkPlanner {
  /** The next record, in file order. */
  add(start: number, end: number, next: number, line: number): void;
  end(endOfFile: number): void;
  /** Records added so far. */
  records(): number;
  /** A larger record stands alone in its chunk and is never read. */
  readonly maxRecordBytes: number;
}

/**
 * Gathers records into chunks. A cut is allowed while the number of chunks stays under a line that rises with the
 * position in the file, from a tenth of maxChunks at its beginning to maxChunks at its end; above it, chunks grow
 * beyond chunkRecords and chunkBytes until the line has caught up, by at most dataBytes / (0.9 maxChunks).
 *
 * Why the line is never crossed for good: only an oversized record cuts without asking, once before and once behind
 * it, and it is so large that the line rises by two over its own length (maxRecordBytes grows with the file where
 * need be, beyond some 35 GiB).
 */
export function createChunkPlanner(
  from: RecordPosition,
  endOfFile: number,
  limits: ChunkLimits,
  onChunk: (chunk: ChunkRange) => void,
): ChunkPlanner {
  const { chunkBytes = 4 * 1024 * 1024, chunkRecords = 2500, maxBlankBytes = 64 * 1024 } = limits;
  const maxChunks = limits.maxChunks ?? 9999;
  const dataBytes = Math.max(1, endOfFile - from.offset);
  const atStart = maxChunks / 10;
  /** Two for the last chunk and for rounding. */
  const perByte = (maxChunks - atStart - 2) / dataBytes;
  const oversizedBytes = Math.max(limits.maxRecordBytes ?? 8 * 1024 * 1024, 2 / perByte);

  let index = 0;
  let start = from.offset;
  let firstLine = from.line;
  let firstRecord = from.recordNumber;
  let records = 0;
  let oversized = false;
  let lastNext = from.offset;

  function close(end: number): void {
    if (records > 0) {
      const skipsBlanks = end - lastNext > maxBlankBytes;
      const range = { index, start, end: skipsBlanks ? lastNext : end, firstRecord, firstLine, records };
      onChunk(oversized ? { ...range, oversized } : range);
      index++;
      firstRecord += records;
    }
    records = 0;
    oversized = false;
  }

  function mayCut(at: number): boolean {
    return index + 1 <= atStart + (at - from.offset) * perByte;
  }

  return {
    add(recordStart, recordEnd, next, line) {
      const large = recordEnd - recordStart > oversizedBytes;
      const full = next - start > chunkBytes || records >= chunkRecords;
      const opens =
        records === 0
          ? recordStart - start > maxBlankBytes
          : large || oversized || (full && mayCut(recordStart));
      if (opens) {
        close(recordStart);
        start = recordStart;
        firstLine = line;
      }
      records++;
      oversized = large;
      lastNext = next;
    },
    end: close,
    records: () => firstRecord - from.recordNumber + records,
    maxRecordBytes: oversizedBytes,
  };
}
