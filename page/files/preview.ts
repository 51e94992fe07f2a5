import { dialectOf } from '../../lambdas/core/records/dialect.ts';
import { isReserved } from '../../lambdas/core/round-trip/reserved-names.ts';
import { readSenderCells } from '../../lambdas/core/round-trip/sender-columns.ts';
import { firstRows } from '../../lambdas/reading/csv/first-rows.ts';
import { firstRecords } from '../../lambdas/reading/inspection/first-records.ts';
import type { OpenedFile } from '../../lambdas/reading/inspection/inspect-upload.ts';

const MAX_ROWS = 20;

/** The first rows of a file, to see whether it is read as it should be. */
export interface Preview {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function previewOf({ head, layout }: OpenedFile): Preview {
  const dialect = dialectOf(layout);
  if (layout.format === 'csv' && dialect.format === 'csv') {
    const rows = firstRows(head.bytes.subarray(layout.offset), dialect.delimiter, head.complete);
    return {
      names: layout.columns.filter((name) => !isReserved(name)),
      rows: rows.slice(0, MAX_ROWS).map((cells) => readSenderCells(layout, cells)),
    };
  }
  const records = firstRecords(head, layout).records.slice(0, MAX_ROWS);
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const rows = records.map((record) =>
    names.map((name) => textOf(new Map(Object.entries(record)).get(name))),
  );
  return { names, rows };
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
