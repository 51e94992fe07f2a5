import type { ChunkRange } from '../../../../lambdas/contracts/chunk.ts';
import { conflictKeysOf } from '../../../../lambdas/core/conflicts/conflict-keys.ts';
import type { ImportType } from '../../../../lambdas/core/import-type/import-type.ts';
import { readKey } from '../../../../lambdas/core/import-type/read-key.ts';
import { readRecord } from '../../../../lambdas/core/import-type/read-record.ts';
import {
  fieldsOfJson,
  fieldsOfRow,
  type RecordFields,
} from '../../../../lambdas/core/import-type/record-fields.ts';
import { dialectOf } from '../../../../lambdas/core/records/dialect.ts';
import { sliceRecords } from '../../../../lambdas/core/records/slice-records.ts';
import { readRows } from '../../../../lambdas/reading/csv/csv-rows.ts';
import { readJsonLines } from '../../../../lambdas/reading/csv/json-lines.ts';
import type { FileWithKeys } from './files-with-keys.ts';

/** A record as the worker of its chunk sees it, by csv-parse and the rules. */
export interface SeenRecord {
  readonly recordNumber: number;
  readonly chunk: number;
  readonly raw: Buffer;
  /** Undefined for a record that the worker refuses. */
  readonly keys: readonly string[] | undefined;
  /** The keys that the splitter may see at the most: those of a record that is refused for something else, too. */
  readonly readableKeys: readonly string[];
}

export const TENANT = 'acme';

export function seenByWorkers(
  { file, layout }: FileWithKeys,
  chunks: readonly ChunkRange[],
  type: ImportType,
): SeenRecord[] {
  return chunks.flatMap((chunk) => {
    const first = { offset: chunk.start, line: chunk.firstLine, recordNumber: chunk.firstRecord };
    const dialect = dialectOf(layout);
    const slices = sliceRecords(file.subarray(chunk.start, chunk.end), dialect, first);
    const rows = dialect.format === 'csv' ? readRows(slices, dialect) : readJsonLines(slices);
    return [...rows].map((row) => {
      const { recordNumber, raw } = row;
      const fields = row.malformed === undefined ? fieldsOf(type, layout, row) : undefined;
      return { recordNumber, raw, chunk: chunk.index, ...keysOf(type, fields) };
    });
  });
}

function fieldsOf(
  type: ImportType,
  layout: FileWithKeys['layout'],
  row: { readonly cells?: readonly string[]; readonly value?: object },
): RecordFields {
  return layout.format === 'csv'
    ? fieldsOfRow(layout.columns, row.cells ?? [])
    : fieldsOfJson(type, row.value ?? {});
}

function keysOf(
  type: ImportType,
  fields: RecordFields | undefined,
): Pick<SeenRecord, 'keys' | 'readableKeys'> {
  if (fields === undefined) return { keys: undefined, readableKeys: [] };
  const read = readRecord(type, TENANT, fields, { onBlank: 'keep' });
  const key = readKey(type, TENANT, fields);
  return {
    keys: read.ok ? conflictKeysOf(type, TENANT, read.change) : undefined,
    readableKeys: key === undefined ? [] : conflictKeysOf(type, TENANT, key),
  };
}
