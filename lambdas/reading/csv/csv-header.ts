import type { CsvDelimiter, Malformation, RecordPosition, RecordSlice } from '../../core/records/record.ts';
import { createRecordScanner } from '../../core/records/record-scanner.ts';
import { unreadableBytes } from './csv-rows.ts';
import { parseCsv } from './parse-csv.ts';

export type HeaderReading =
  | {
      readonly found: true;
      readonly cells: readonly string[];
      /** The header as sent, without its line break. */
      readonly raw: Buffer;
      /** 1-based physical line of the header. */
      readonly line: number;
      /** Where the records begin: the `start` of the splitter. */
      readonly next: RecordPosition;
    }
  | { readonly found: false; readonly malformed?: Malformation };

export interface HeaderSource {
  /** The file's bytes from `offset` on, as many as were read. */
  readonly head: Buffer;
  /** 0, or 3 behind a byte order mark. */
  readonly offset: number;
  /** Whether `head` reaches to the end of the file; if not, a header that does not end within it is not found. */
  readonly complete: boolean;
}

/** The first record of a CSV file. */
export function readCsvHeader(source: HeaderSource, delimiter: CsvDelimiter): HeaderReading {
  const header = firstRecord(source, delimiter);
  if (header === undefined) return { found: false };
  const malformed = header.malformed ?? unreadableBytes(header.raw);
  if (malformed !== undefined) return { found: false, malformed };
  const cells = parseCsv([header.raw], delimiter)?.[0];
  if (cells === undefined) return { found: false, malformed: { reason: 'unreadable' } };
  return { found: true, cells, raw: header.raw, line: header.line, next: header.next };
}

interface FirstRecord extends Pick<RecordSlice, 'raw' | 'line' | 'malformed'> {
  readonly next: RecordPosition;
}

function firstRecord(
  { head, offset, complete }: HeaderSource,
  delimiter: CsvDelimiter,
): FirstRecord | undefined {
  let first: FirstRecord | undefined;
  const from = { offset, line: 1, recordNumber: 0 };
  const scanner = createRecordScanner(
    { format: 'csv', delimiter },
    from,
    (start, end, next, line, malformed) => {
      if (first !== undefined) return;
      const raw = head.subarray(start - offset, end - offset);
      const lines =
        head
          .subarray(start - offset, next - offset)
          .toString('latin1')
          .split('\n').length - 1;
      const record = { raw, line, next: { offset: next, line: line + lines, recordNumber: 1 } };
      first = malformed === undefined ? record : { ...record, malformed };
    },
  );
  scanner.push(head);
  if (complete) scanner.end();
  return first;
}
