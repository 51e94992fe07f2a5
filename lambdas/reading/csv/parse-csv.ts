import { parse } from 'csv-parse/sync';
import { mayHaveOuterSpaces, withoutOuterSpaces } from '../../core/records/quoted-fields.ts';
import type { CsvDelimiter } from '../../core/records/record.ts';
import { csvOptions } from './csv-options.ts';

const CRLF = Buffer.from('\r\n');

/**
 * The rows that csv-parse makes of records without their line breaks, or undefined when it refuses one of them.
 * Spaces around quoted fields are left out.
 */
export function parseCsv(records: readonly Buffer[], delimiter: CsvDelimiter): string[][] | undefined {
  try {
    const bytes = joined(records);
    const plain = mayHaveOuterSpaces(bytes)
      ? joined(records.map((record) => withoutOuterSpaces(record, delimiter)))
      : bytes;
    return parse(plain, csvOptions(delimiter));
  } catch {
    return undefined;
  }
}

function joined(records: readonly Buffer[]): Buffer {
  return Buffer.concat(records.flatMap((record) => [record, CRLF]));
}
