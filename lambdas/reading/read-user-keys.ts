import type { FileLayout } from '../contracts/file-layout.ts';
import type { ReadUserKeys } from '../core/duplicates/record-batch.ts';
import { createHeaderTest } from '../core/import-type/header-again.ts';
import type { ImportType } from '../core/import-type/import-type.ts';
import { isKeyField, readKey } from '../core/import-type/read-key.ts';
import {
  fieldsOfJson,
  fieldsOfRow,
  type RecordFields,
  unnamedCell,
} from '../core/import-type/record-fields.ts';
import { createSumTest } from '../core/import-type/row-words.ts';
import { dialectOf } from '../core/records/dialect.ts';
import { readRows } from './csv/csv-rows.ts';
import { readJsonLines } from './csv/json-lines.ts';

/** The users of records, read by the same steps as in the workers. */
export function createReadUserKeys(type: ImportType, tenant: string, layout: FileLayout): ReadUserKeys {
  const dialect = dialectOf(layout);
  const columns = layout.format === 'csv' ? layout.columns : [];
  const wanted = [...columns.keys()].filter((i) => isKeyField(type, columns[i] as string));
  const isHeader = createHeaderTest(type, columns);
  const isSum = createSumTest(columns);
  const wantedColumns = wanted.map((i) => columns[i] as string);

  function keyOf(record: RecordFields): string | undefined {
    return readKey(type, tenant, record)?.userKey;
  }

  function keyOfJson(value: object): string | undefined {
    const record = fieldsOfJson(type, value);
    return keyOf({ ...record, entries: record.entries.filter(([path]) => isKeyField(type, path)) });
  }

  return (slices) => {
    if (dialect.format !== 'csv') {
      const records = [...readJsonLines(slices)];
      return records.map((record) => (record.malformed ? undefined : keyOfJson(record.value)));
    }
    return [...readRows(slices, dialect)].map((row) => {
      if (row.malformed || unnamedCell(columns, row.cells) !== undefined) return undefined;
      if (isHeader(row.cells) || isSum(row.cells)) return undefined;
      return keyOf(
        fieldsOfRow(
          wantedColumns,
          wanted.map((i) => row.cells[i] as string),
        ),
      );
    });
  };
}
