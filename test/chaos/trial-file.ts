import { lineOf, type ModelRecord } from '../lambdas/processing/model.ts';

export type FileFormat = 'jsonl' | 'csv';

const COLUMNS = ['accountId', 'id', 'firstName', 'referralCodes.p', 'referralCodes.q'];

/** The records as a file. */
export function fileOf(records: readonly ModelRecord[], format: FileFormat): string {
  if (format === 'jsonl') return records.map((record) => `${lineOf(record)}\n`).join('');
  return [COLUMNS.join(','), ...records.map(rowOf), ''].join('\n');
}

/** The record as a row can say it: where nothing stands, nothing is taken away. */
export function asRow({ codes, firstName, ...record }: ModelRecord): ModelRecord {
  const given = Object.entries(codes).filter(([, code]) => code !== null);
  return { ...record, codes: Object.fromEntries(given), ...(firstName && { firstName }) };
}

/** A malformed record is a row without an id: of a broken one the reader would not know where it ends. */
function rowOf({ id, codes, firstName, malformed }: ModelRecord): string {
  return ['a', malformed ? '' : id, firstName ?? '', codes.p ?? '', codes.q ?? ''].join(',');
}
