import { SAMPLED_ROWS } from '../../core/inspection/row-width.ts';
import type { CsvDelimiter } from '../../core/records/record.ts';
import { sliceRecords } from '../../core/records/slice-records.ts';
import { parseCsv } from './parse-csv.ts';

/**
 * The cells of the first rows of a file that can be read, whatever their number. `complete`: `text` is the rest of the
 * file; otherwise its last row may be cut off, and is left out.
 */
export function firstRows(text: Buffer, delimiter: CsvDelimiter, complete: boolean): string[][] {
  const start = { offset: 0, line: 1, recordNumber: 1 };
  return [...sliceRecords(text, { format: 'csv', delimiter }, start).take(SAMPLED_ROWS)]
    .filter(({ malformed, end }) => malformed === undefined && (complete || end < text.length))
    .flatMap(({ raw }) => parseCsv([raw], delimiter) ?? []);
}
