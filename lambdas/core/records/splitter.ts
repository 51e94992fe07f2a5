import type { ChunkRange } from '../../contracts/chunk.ts';
import { type ChunkLimits, createChunkPlanner } from './chunk-planner.ts';
import {
  type ArrayProblem,
  DEFAULT_MAX_MULTILINE_BYTES,
  type Malformation,
  type RecordDialect,
  type RecordPosition,
} from './record.ts';
import { createRecordBytes, type OnRecordBytes } from './record-bytes.ts';
import { createRecordScanner } from './record-scanner.ts';
import { countCells } from './short-rows.ts';

export interface SplitterOptions extends ChunkLimits {
  readonly dialect: RecordDialect;
  /** The first byte after the byte order mark and the header; the bytes pushed begin there. */
  readonly start: RecordPosition;
  /** Length of the whole file, byte order mark and header included. */
  readonly fileBytes: number;
  /** Gets every record that a worker will read, and says how many records of a chunk must be deferred. */
  readonly conflicts?: ConflictWatch;
}

/** Gets records in file order. `endChunk` follows the records of each chunk. */
export interface ConflictWatch {
  readonly add: OnRecordBytes;
  /** Chunk `index` is complete. Returns how many of its records are deferred. */
  endChunk(index: number): number;
}

export interface SplitTotals {
  readonly records: number;
  readonly chunks: number;
  /** Physical lines of the whole file; an unfinished last line counts. */
  readonly lines: number;
}

export interface SplitEnd {
  readonly chunks: readonly ChunkRange[];
  readonly totals: SplitTotals;
  readonly problem?: ArrayProblem;
}

export interface Splitter {
  /** Returns the chunks that are complete now, in file order; often none. The bytes are not used afterwards. */
  push(bytes: Buffer): readonly ChunkRange[];
  /**
   * The remaining chunks, and what is wrong with the file as a whole. Throws IncompleteFileError when not exactly the
   * announced bytes were pushed.
   */
  end(): SplitEnd;
}

/**
 * The source ended early or returned more bytes than announced. The pipeline is broken; it is not a mistake in the
 * file.
 */
export class IncompleteFileError extends Error {
  override readonly name = 'IncompleteFileError';
}

const NONE: readonly ChunkRange[] = [];
const NO_BYTES = Buffer.alloc(0);

/**
 * Splits a file into chunks while it is streamed. The chunks cover the file from `start` to its end, on record
 * boundaries, except that a range of more than maxBlankBytes of blank lines between two chunks belongs to neither. A
 * file without records has no chunks. A chunk does not begin with a row that has too few cells, which must be read
 * together with its neighbours (short-rows.ts), unless there are thousands of such rows. It keeps numbers for the lines
 * that are undecided, and their bytes: at most maxMultilineBytes and one record that a worker would read.
 */
export function createSplitter(options: SplitterOptions): Splitter {
  const { dialect, start, fileBytes, conflicts } = options;
  let ready: ChunkRange[] = [];
  let chunks = 0;
  let position = start.offset;
  const planner = createChunkPlanner(start, fileBytes, options, (chunk) => {
    const count = conflicts?.endChunk(chunk.index) ?? 0;
    ready.push(count === 0 ? chunk : { ...chunk, deferred: count });
    chunks++;
  });
  const multiline = 'maxMultilineBytes' in dialect ? dialect.maxMultilineBytes : undefined;
  const undecided = (multiline ?? DEFAULT_MAX_MULTILINE_BYTES) + planner.maxRecordBytes;
  const width = createWidthJudge(dialect);
  const bytes = conflicts || width ? createRecordBytes(start.offset, undecided) : undefined;
  const scanner = createRecordScanner(dialect, start, addAndShow);

  function addAndShow(
    from: number,
    end: number,
    next: number,
    line: number,
    malformed: Malformation | undefined,
  ): void {
    const isReadable = malformed === undefined && end - from <= planner.maxRecordBytes;
    if (width && isReadable && planner.full(next)) bytes?.show(0, from, end, width.judge);
    // Before the record is shown, because it may end the previous chunk.
    planner.add(from, end, next, line, width?.takeShort());
    if (conflicts === undefined || !isReadable) return;
    bytes?.show(start.recordNumber + planner.records() - 1, from, end, conflicts.add);
  }

  function take(): readonly ChunkRange[] {
    if (ready.length === 0) return NONE;
    const taken = ready;
    ready = [];
    return taken;
  }

  return {
    push(piece) {
      position += piece.length;
      bytes?.push(piece);
      scanner.push(piece);
      bytes?.keepFrom(scanner.undecidedFrom());
      return take();
    },
    end() {
      if (position !== fileBytes) {
        throw new IncompleteFileError(
          `Expected ${fileBytes} bytes, the source gave ${position}: read the file again.`,
        );
      }
      bytes?.push(NO_BYTES);
      const lines = scanner.end();
      planner.end(fileBytes);
      const totals = { records: planner.records(), chunks, lines };
      const problem = scanner.problem?.();
      return { chunks: take(), totals, ...(problem && { problem }) };
    },
  };
}

/** Judges whether a row has too few cells. Undefined where no row can have. */
function createWidthJudge(dialect: RecordDialect) {
  if (dialect.format !== 'csv' || dialect.columns === undefined || dialect.columns === 1) return undefined;
  const limits = { delimiter: dialect.delimiter.charCodeAt(0), most: dialect.columns };
  let isShort = false;
  return {
    judge(_recordNumber: number, bytes: Buffer, from: number, to: number): void {
      isShort = countCells(bytes, from, to, limits) < limits.most;
    },
    /** Whether the row that was judged last is short; false if none was judged since the last call. */
    takeShort(): boolean {
      const taken = isShort;
      isShort = false;
      return taken;
    },
  };
}
