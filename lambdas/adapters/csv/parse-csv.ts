import { parse } from 'csv-parse/sync';
import type { CsvDelimiter } from '../../core/records/record.ts';

/**
 * Between records, because a record may itself end with a carriage return, which LF would turn into a line break.
 */
const CRLF = Buffer.from('\r\n');

/**
 * The rows that csv-parse makes of records without their line breaks, or undefined when it refuses one of them.
 * The options say what this project's grammar says: a fixed line break (csv-parse would guess one per call), literal
 * quotes in unquoted fields, any number of cells, nothing trimmed, nothing cast, no byte order mark looked for.
 */
export function parseCsv(records: readonly Buffer[], delimiter: CsvDelimiter): string[][] | undefined {
  try {
    return parse(Buffer.concat(records.flatMap((record) => [record, CRLF])), {
      delimiter,
      record_delimiter: ['\r\n', '\n'],
      relax_quotes: true,
      relax_column_count: true,
      bom: false,
      cast: false,
      trim: false,
    });
  } catch {
    return undefined;
  }
}
