import { parse } from 'csv-parse/sync';
import { mayHaveOuterSpaces, withoutOuterSpaces } from '../../core/records/quoted-fields.ts';
import type { CsvDelimiter } from '../../core/records/record.ts';

const CRLF = Buffer.from('\r\n');

/**
 * The rows that csv-parse makes of records without their line breaks, or undefined when it refuses one of them.
 * The options say what this project's grammar says: a fixed line break (csv-parse would guess one per call), literal
 * quotes in unquoted fields, any number of cells, nothing trimmed but the spaces around quoted fields, nothing cast, no
 * byte order mark looked for.
 */
export function parseCsv(records: readonly Buffer[], delimiter: CsvDelimiter): string[][] | undefined {
  try {
    const bytes = joined(records);
    const plain = mayHaveOuterSpaces(bytes)
      ? joined(records.map((record) => withoutOuterSpaces(record, delimiter)))
      : bytes;
    return parse(plain, {
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

function joined(records: readonly Buffer[]): Buffer {
  return Buffer.concat(records.flatMap((record) => [record, CRLF]));
}
