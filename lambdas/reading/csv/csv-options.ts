import type { CsvDelimiter } from '../../core/records/record.ts';

/**
 * The options of csv-parse. They say what this project's grammar says: a fixed line break (csv-parse would guess one per
 * call), literal quotes in unquoted fields, any number of cells, nothing trimmed but the spaces around quoted fields, nothing
 * cast, no byte order mark looked for.
 */
export function csvOptions(delimiter: CsvDelimiter) {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_quotes: true,
    relax_column_count: true,
    bom: false,
    cast: false,
    trim: false,
  };
}
export type CsvOptions = ReturnType<typeof csvOptions>;
