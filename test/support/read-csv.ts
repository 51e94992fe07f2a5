import { parse } from 'csv-parse/sync';

export type CsvRow = Readonly<Record<string, string>>;

/** The failed records as a program of the sender's would read them: rows of strict CSV, or objects of JSON. */
export function readFailedRecords(content: Buffer | undefined): readonly Readonly<Record<string, unknown>>[] {
  const text = content?.toString().replace(/^\ufeff/, '') ?? '';
  if (text.startsWith('[')) return JSON.parse(text);
  if (!text.startsWith('{')) return readCsv(content);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** The rows of one of our CSV files, by column; empty if there is no file. */
export function readCsv(content: Buffer | undefined): readonly CsvRow[] {
  return content === undefined ? [] : parse(content, { columns: true, bom: true });
}
