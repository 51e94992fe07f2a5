import { stringify } from 'csv-stringify/sync';
import type { Delimiter } from '../../contracts/file-layout.ts';

/** By this mark, spreadsheets recognise that a file is UTF-8. */
export const CSV_MARK = '\ufeff';

/** Rows as CSV text, each with a line feed behind it. */
export function csvText(rows: readonly (readonly (string | number)[])[], delimiter: Delimiter = ','): string {
  return stringify(
    rows.map((row) => [...row]),
    // Many readers take a bare CR as the end of a row, so cells with CR are quoted, like cells with LF.
    { delimiter, record_delimiter: 'unix', quoted_match: /\r/ },
  );
}
