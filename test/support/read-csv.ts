import { parse } from 'csv-parse/sync';

export type CsvRow = Readonly<Record<string, string>>;

/** Rows of a CSV file of ours by column; none where there is no file. */
export function readCsv(content: Buffer | undefined): readonly CsvRow[] {
  return content === undefined ? [] : parse(content, { columns: true });
}
