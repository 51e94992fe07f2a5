import type { Malformation, RecordDialect, RecordPosition, RecordSlice } from './record.ts';
import { createRecordScanner } from './record-scanner.ts';

/** Bytes scanned at a time, so that not all records of a chunk exist at once. */
const STEP_BYTES = 64 * 1024;

/**
 * The records of one chunk, lazily and in order, with the same boundaries, numbers and malformations as in the
 * splitter. The chunk alone is sufficient: whether a line that opens a quote begins a record of several lines depends
 * only on the bytes up to the end of that record, and a chunk never ends within a record.
 *
 * `first` is the chunk's `{offset: start, line: firstLine, recordNumber: firstRecord}`.
 */
export function* sliceRecords(
  chunk: Buffer,
  dialect: RecordDialect,
  first: RecordPosition,
): Generator<RecordSlice, void, undefined> {
  let found: RecordSlice[] = [];
  let recordNumber = first.recordNumber;
  const onRecord = (
    start: number,
    end: number,
    _next: number,
    line: number,
    malformed: Malformation | undefined,
  ) => {
    const raw = chunk.subarray(start - first.offset, end - first.offset);
    const slice = { start, end, recordNumber, line, raw };
    found.push(malformed === undefined ? slice : { ...slice, malformed });
    recordNumber++;
  };
  const scanner = createRecordScanner(dialect, first, onRecord);
  for (let at = 0; at < chunk.length; at += STEP_BYTES) {
    scanner.push(chunk.subarray(at, at + STEP_BYTES));
    yield* found;
    found = [];
  }
  scanner.end();
  yield* found;
}
