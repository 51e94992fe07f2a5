import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChunkLimits } from '../../../../lambdas/core/records/chunk-planner.ts';
import type {
  ChunkRange,
  CsvDialect,
  RecordDialect,
  RecordSlice,
} from '../../../../lambdas/core/records/record.ts';
import { sliceRecords } from '../../../../lambdas/core/records/slice-records.ts';
import { createSplitter, IncompleteFileError } from '../../../../lambdas/core/records/splitter.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { cuts, cutUp, isBlankLine, nastyFiles, withoutAnyPadding } from './nasty-csv.ts';
import { scan } from './scan.ts';

const START = { offset: 0, line: 1, recordNumber: 1 };
const CSV: RecordDialect = { format: 'csv', delimiter: ',', columns: 2 };

function split(
  file: Buffer,
  dialect: RecordDialect,
  limits: ChunkLimits = {},
  pieces: readonly Buffer[] = [file],
) {
  const splitter = createSplitter({ dialect, start: START, fileBytes: file.length, ...limits });
  const chunks = pieces.flatMap((piece) => splitter.push(piece));
  const { chunks: last, totals } = splitter.end();
  return { chunks: [...chunks, ...last], totals };
}

function slice(file: Buffer, dialect: RecordDialect, chunk: ChunkRange): RecordSlice[] {
  const first = { offset: chunk.start, line: chunk.firstLine, recordNumber: chunk.firstRecord };
  return [...sliceRecords(file.subarray(chunk.start, chunk.end), dialect, first)];
}

const tinyLimits = fc.record({
  chunkBytes: fc.integer({ min: 1, max: 60 }),
  chunkRecords: fc.integer({ min: 1, max: 5 }),
  maxRecordBytes: fc.integer({ min: 1, max: 40 }),
  maxBlankBytes: fc.integer({ min: 0, max: 6 }),
});

describe('splitting', () => {
  it('gives the same chunks however the stream is cut into buffers', () => {
    fc.assert(
      fc.property(nastyFiles, tinyLimits, cuts, ({ file, dialect }, limits, sizes) => {
        expect(split(file, dialect, limits, cutUp(file, sizes))).toEqual(split(file, dialect, limits));
      }),
      lawRuns(1000),
    );
  });

  it('covers the file: bytes in no chunk are a long range of blank lines', () => {
    fc.assert(
      fc.property(nastyFiles, tinyLimits, ({ file, dialect }, limits) => {
        const { chunks, totals } = split(file, dialect, limits);
        let at = 0;
        for (const { start, end } of chunks) {
          if (start !== at) expectBlank(file.subarray(at, start), dialect, limits.maxBlankBytes);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        if (at !== file.length && chunks.length > 0)
          expectBlank(file.subarray(at), dialect, limits.maxBlankBytes);
        expect(totals.chunks).toBe(chunks.length);
        expect(chunks.map(({ index }) => index)).toEqual(chunks.keys().toArray());
      }),
      lawRuns(2000),
    );
  });

  it('numbers the records: slicing each chunk by itself gives the same records as scanning the whole file', () => {
    fc.assert(
      fc.property(nastyFiles, tinyLimits, ({ file, dialect }, limits) => {
        const { chunks, totals } = split(file, dialect, limits);
        const slices = chunks.flatMap((chunk) => slice(file, dialect, chunk));
        expect(slices.map(({ recordNumber }) => recordNumber)).toEqual(slices.map((_, index) => index + 1));
        expect(
          slices.map(({ start, end, line, malformed }) => ({
            start,
            end,
            line,
            ...(malformed === undefined ? {} : { malformed: malformed.reason }),
          })),
        ).toEqual(scan([file], dialect));
        expect(chunks.reduce((sum, { records }) => sum + records, 0)).toBe(totals.records);
        expect(chunks.map((chunk) => slice(file, dialect, chunk).length)).toEqual(
          chunks.map(({ records }) => records),
        );
      }),
      lawRuns(3000),
    );
  });

  it('slices contain exactly the bytes that were sent', () => {
    fc.assert(
      fc.property(nastyFiles, ({ file, dialect }) => {
        const { chunks } = split(file, dialect, { chunkRecords: 2 });
        for (const { start, end, raw } of chunks.flatMap((chunk) => slice(file, dialect, chunk))) {
          expect(raw.equals(file.subarray(start, end))).toBe(true);
        }
      }),
    );
  });

  it('ends a chunk before it exceeds its limit of bytes or records', () => {
    const file = Buffer.from('a,b\nc,d\ne,f\ng,h\n');
    expect(split(file, CSV, { chunkBytes: 11 }).chunks.map(({ start, end }) => [start, end])).toEqual([
      [0, 8],
      [8, 16],
    ]);
    expect(split(file, CSV, { chunkRecords: 3 }).chunks.map(({ records }) => records)).toEqual([3, 1]);
  });

  it('puts a record that is too large for memory into a chunk of its own', () => {
    const file = Buffer.from(`a,b\nc,${'d'.repeat(50)}\ne,f\n`);
    const { chunks } = split(file, CSV, { maxRecordBytes: 51 });
    expect(chunks.map(({ records, oversized }) => [records, oversized])).toEqual([
      [1, undefined],
      [1, true],
      [1, undefined],
    ]);
    expect(split(file, CSV, { maxRecordBytes: 52 }).chunks).toHaveLength(1);
  });

  it('finds no chunk in a file without records', () => {
    expect(split(Buffer.from('\n\r\n\n'), CSV)).toEqual({
      chunks: [],
      totals: { records: 0, chunks: 0, lines: 3 },
    });
    expect(split(Buffer.alloc(0), CSV)).toEqual({ chunks: [], totals: { records: 0, chunks: 0, lines: 0 } });
  });

  it('begins after the header', () => {
    const file = Buffer.from('x,y\na,b\nc,d');
    const start = { offset: 4, line: 2, recordNumber: 1 };
    const splitter = createSplitter({ dialect: CSV, start, fileBytes: file.length });
    expect(splitter.push(file.subarray(4))).toEqual([]);
    expect(splitter.end()).toEqual({
      chunks: [{ index: 0, start: 4, end: 11, firstRecord: 1, firstLine: 2, records: 2 }],
      totals: { records: 2, chunks: 1, lines: 3 },
    });
  });

  it('throws when the source did not return exactly the announced bytes', () => {
    const splitter = createSplitter({ dialect: CSV, start: START, fileBytes: 10 });
    splitter.push(Buffer.from('a,b\n'));
    expect(() => splitter.end()).toThrow(IncompleteFileError);
  });
});

function expectBlank(bytes: Buffer, { delimiter }: CsvDialect, moreThan: number): void {
  const text = withoutAnyPadding(bytes.toString('latin1'));
  const lines = text.split('\n').map((line) => line.replace(/^(?:\xef\xbb\xbf)+/, ''));
  expect(lines.filter((line) => !isBlankLine(line, delimiter))).toEqual([]);
  expect(bytes.length).toBeGreaterThan(moreThan);
}
