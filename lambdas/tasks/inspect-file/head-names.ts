import { readJsonLines } from '../../adapters/csv/json-lines.ts';
import type { FileLayout } from '../../contracts/file-layout.ts';
import type { ImportType } from '../../core/import-type/import-type.ts';
import { fieldsOfJson } from '../../core/import-type/record-fields.ts';
import { dialectOf } from '../../core/records/dialect.ts';
import { sliceRecords } from '../../core/records/slice-records.ts';
import type { Head } from './read-layout.ts';

/** Enough to see the names that the records of one sender have. Names in later records are judged with their record. */
const SAMPLED_RECORDS = 100;
const MAX_NAMES = 1000;

/** The dotted paths of the first JSON records, in the order in which they occur. Malformed records have none. */
export function headNames({ bytes }: Head, layout: FileLayout, type: ImportType): readonly string[] {
  const dialect = dialectOf(layout);
  if (dialect.format === 'csv') return [];
  const first = { offset: layout.offset, line: layout.line, recordNumber: 1 };
  const slices = sliceRecords(bytes.subarray(layout.offset), dialect, first).take(SAMPLED_RECORDS);
  const names = new Set<string>();
  for (const record of readJsonLines(slices)) {
    if (record.malformed) continue;
    for (const [name] of fieldsOfJson(type, record.value).entries) {
      if (names.size < MAX_NAMES) names.add(name);
    }
  }
  return [...names];
}
