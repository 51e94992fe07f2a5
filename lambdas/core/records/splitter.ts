import type { ChunkRange } from '../../contracts/chunk.ts';
import { type ChunkLimits, createChunkPlanner } from './chunk-planner.ts';
import type { RecordDialect, RecordPosition } from './record.ts';
import { createRecordScanner } from './record-scanner.ts';

export interface SplitterOptions extends ChunkLimits {
  readonly dialect: RecordDialect;
  /** The first byte after the byte order mark and the header; the bytes pushed begin there. */
  readonly start: RecordPosition;
  /** Length of the whole file, byte order mark and header included. */
  readonly fileBytes: number;
}

export interface SplitTotals {
  readonly records: number;
  readonly chunks: number;
  /** Physical lines of the whole file; an unfinished last line counts. */
  readonly lines: number;
}

export interface Splitter {
  /** Chunks that are certain now, in file order; often none. */
  push(bytes: Buffer): readonly ChunkRange[];
  /** The remaining chunks. Throws IncompleteFileError when not exactly the announced bytes were pushed. */
  end(): { readonly chunks: readonly ChunkRange[]; readonly totals: SplitTotals };
}

/** The source ended early or gave more than it announced: a broken pipeline, never the sender's mistake. */
export class IncompleteFileError extends Error {
  override readonly name = 'IncompleteFileError';
}

const NONE: readonly ChunkRange[] = [];

/**
 * Splits a file into chunks while it streams by. The chunks tile the file from `start` to its end, on record
 * boundaries, except that a stretch of more than maxBlankBytes empty lines between two chunks lies in neither.
 * A file without records has no chunks. Holds no bytes, and no numbers but those of the lines it cannot decide yet.
 */
export function createSplitter(options: SplitterOptions): Splitter {
  const { dialect, start, fileBytes } = options;
  let ready: ChunkRange[] = [];
  let chunks = 0;
  let position = start.offset;
  const planner = createChunkPlanner(start, fileBytes, options, (chunk) => {
    ready.push(chunk);
    chunks++;
  });
  const scanner = createRecordScanner(dialect, start, planner.add);

  function take(): readonly ChunkRange[] {
    if (ready.length === 0) return NONE;
    const taken = ready;
    ready = [];
    return taken;
  }

  return {
    push(bytes) {
      position += bytes.length;
      scanner.push(bytes);
      return take();
    },
    end() {
      if (position !== fileBytes) {
        throw new IncompleteFileError(
          `Expected ${fileBytes} bytes, the source gave ${position}: read the file again.`,
        );
      }
      const lines = scanner.end();
      planner.end(fileBytes);
      return { chunks: take(), totals: { records: planner.records(), chunks, lines } };
    },
  };
}
