import type { ChunkRange } from '../../contracts/chunk.ts';
import { type ChunkLimits, createChunkPlanner } from './chunk-planner.ts';
import {
  type ArrayProblem,
  DEFAULT_MAX_MULTILINE_BYTES,
  type Malformation,
  type RecordDialect,
  type RecordPosition,
} from './record.ts';
import { createRecordBytes, type OnRecordBytes, type RecordBytes } from './record-bytes.ts';
import { createRecordScanner } from './record-scanner.ts';
import { knownCells } from './short-row.ts';

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
/** Rows with more blank lines between them may be in different chunks, whatever their width. */
const MAX_GAP = 64 * 1024;

/**
 * Splits a file into chunks while it is streamed. The chunks cover the file from `start` to its end, on record
 * boundaries, except that a range of more than maxBlankBytes of blank lines between two chunks belongs to neither. A
 * file without records has no chunks. A chunk does not begin with a row that has too few cells, or with the row after it,
 * because they must be read together (short-rows.ts), unless there are thousands of such rows. It keeps numbers for the
 * lines that are undecided, and their bytes: at most maxMultilineBytes and two records that a worker would read.
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
  const width = createWidthJudge(dialect, planner.maxRecordBytes);
  const ofRowBefore = width ? planner.maxRecordBytes + MAX_GAP : 0;
  const undecided = (multiline ?? DEFAULT_MAX_MULTILINE_BYTES) + planner.maxRecordBytes + ofRowBefore;
  const bytes = conflicts || width ? createRecordBytes(start.offset, undecided) : undefined;
  const scanner = createRecordScanner(dialect, start, addAndShow);

  function addAndShow(
    from: number,
    end: number,
    next: number,
    line: number,
    malformed: Malformation | undefined,
  ): void {
    const isReadable = end - from <= planner.maxRecordBytes;
    const joined = width && bytes && planner.full(next) && width.joins(bytes, from, end, malformed);
    width?.passed(from, end, malformed);
    // Before the record is shown, because it may end the previous chunk.
    planner.add(from, end, next, line, joined);
    if (conflicts === undefined || !isReadable || malformed !== undefined) return;
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
      const from = scanner.undecidedFrom();
      bytes?.keepFrom(width?.neededFrom(from) ?? from);
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

/** Judges whether rows must be read together. Undefined where no row can have too few cells. */
function createWidthJudge(dialect: RecordDialect, maxRecordBytes: number) {
  if (dialect.format !== 'csv' || dialect.columns === undefined || dialect.columns === 1) return undefined;
  const limits = { delimiter: dialect.delimiter.charCodeAt(0), most: dialect.columns };
  let isShort = false;
  let malformed: Malformation | undefined;
  /** The record before. */
  let start = 0;
  let end = 0;
  let before: Malformation | undefined;
  const judge = (_recordNumber: number, bytes: Buffer, from: number, to: number) => {
    isShort = knownCells(bytes, from, to, malformed, limits) < limits.most;
  };
  function isShortRow(bytes: RecordBytes, from: number, to: number, as: Malformation | undefined): boolean {
    isShort = false;
    malformed = as;
    if (to - from <= maxRecordBytes) bytes.show(0, from, to, judge);
    return isShort;
  }
  return {
    /** Whether the record, or the one before, has too few cells. */
    joins(bytes: RecordBytes, from: number, to: number, as: Malformation | undefined): boolean {
      const isBeforeShort = from - end <= MAX_GAP && isShortRow(bytes, start, end, before);
      return isBeforeShort || isShortRow(bytes, from, to, as);
    },
    passed(from: number, to: number, as: Malformation | undefined): void {
      // The bytes of a larger record are not kept.
      start = to - from <= maxRecordBytes ? from : to;
      end = to;
      before = as;
    },
    /** Where the bytes begin that it needs. `from`: that of the next record, or of blank lines before it. */
    neededFrom: (from: number) => (from - end <= MAX_GAP ? start : from),
  };
}
