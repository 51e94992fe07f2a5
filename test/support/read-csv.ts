import { parse } from 'csv-parse/sync';

export type CsvRow = Readonly<Record<string, string>>;

/** The rows of one of our CSV files, by column; empty if there is no file. */
export function readCsv(content: Buffer | undefined): readonly CsvRow[] {
  return content === undefined ? [] : parse(content, { columns: true });
}
