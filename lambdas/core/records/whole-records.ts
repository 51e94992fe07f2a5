import type { RecordDialect } from './record.ts';
import { createRecordScanner } from './record-scanner.ts';

/**
 * The bytes up to the end of the last record that ends in them for certain. `bytes` begin with a record, and more follow
 * in the file: the last record may be cut off, and a quote that seems open may be closed later.
 */
export function wholeRecords(bytes: Buffer, dialect: RecordDialect): Buffer {
  let end = 0;
  const scanner = createRecordScanner(dialect, { offset: 0, line: 1, recordNumber: 1 }, (_, __, next) => {
    end = next;
  });
  scanner.push(bytes);
  return bytes.subarray(0, end);
}
