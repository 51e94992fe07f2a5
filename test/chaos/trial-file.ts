import { lineOf, type ModelRecord } from '../lambdas/processing/model.ts';

export type FileFormat = 'jsonl' | 'csv';

const COLUMNS = ['accountId', 'id', 'firstName', 'referralCodes.p', 'referralCodes.q'];

/** The records as a file. */
export function fileOf(records: readonly ModelRecord[], format: FileFormat): string {
  if (format === 'jsonl') return records.map((record) => `${lineOf(record)}\n`).join('');
  return [COLUMNS.join(','), ...records.map(rowOf), ''].join('\n');
}

/** The record as a CSV row can express it: an empty cell removes nothing. */
export function asRow({ codes, firstName, ...record }: ModelRecord): ModelRecord {
  const given = Object.entries(codes).filter(([, code]) => code !== null);
  return { ...record, codes: Object.fromEntries(given), ...(firstName && { firstName }) };
}

/** A malformed record is a row without an id, because the end of a row with a broken quote is ambiguous. */
function rowOf({ id, codes, firstName, malformed }: ModelRecord): string {
  return ['a', malformed ? '' : id, firstName ?? '', codes.p ?? '', codes.q ?? ''].join(',');
}
