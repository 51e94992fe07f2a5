import type { ChunkRange } from '../../contracts/chunk.ts';
import type { RecordPosition } from './record.ts';

/** A larger record is never held in memory. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024;

export interface ChunkLimits {
  /** A chunk ends before it is larger than this. Default 4 MiB. */
  readonly chunkBytes?: number;
  /** Default 2,500. */
  readonly chunkRecords?: number;
  /** A larger record is a chunk of its own, flagged. Default 8 MiB; larger in huge files, see createChunkPlanner. */
  readonly maxRecordBytes?: number;
  /** A longer range of blank lines between two chunks belongs to neither. Default 64 KiB. */
  readonly maxBlankBytes?: number;
  /** Maximum number of chunks. Default 9,999: a Map Run takes 10,000 children. */
  readonly maxChunks?: number;
}

export interface ChunkPlanner {
  /**
   * The next record, in file order. `joined`: no chunk should begin with it; chunks of twice the limits end before it
   * nevertheless.
   */
  add(start: number, end: number, next: number, line: number, joined?: boolean): void;
  /** Whether the next record, which ends before `next`, may begin a chunk. */
  full(next: number): boolean;
  end(endOfFile: number): void;
  /** Number of records added so far. */
  records(): number;
  /** A larger record is a chunk of its own and is never read. */
  readonly maxRecordBytes: number;
}

/**
 * Collects records into chunks. A chunk may end while the number of chunks is below a limit that rises with the
 * position in the file, from a tenth of maxChunks at its beginning to maxChunks at its end. Above the limit, chunks
 * grow beyond chunkRecords and chunkBytes until the limit has risen, by at most dataBytes / (0.9 maxChunks).
 *
 * Why the number of chunks never exceeds maxChunks: only an oversized record ends a chunk without regard to the
 * limit, once before and once after itself, and it is so large that the limit rises by two over its length
 * (maxRecordBytes grows with the file beyond about 35 GiB).
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
  const oversizedBytes = Math.max(limits.maxRecordBytes ?? MAX_RECORD_BYTES, 2 / perByte);

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

  /** Whether the chunk has `times` as much as it should, with a record that ends before `next`. */
  function isFull(next: number, times: number): boolean {
    return next - start > times * chunkBytes || records >= times * chunkRecords;
  }

  return {
    add(recordStart, recordEnd, next, line, joined = false) {
      const large = recordEnd - recordStart > oversizedBytes;
      const full = isFull(next, joined ? 2 : 1);
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
    full: (next) => isFull(next, 1),
    end: close,
    records: () => firstRecord - from.recordNumber + records,
    maxRecordBytes: oversizedBytes,
  };
}
