import type { ChunkItem } from '../contracts/chunk.ts';
import type { Import } from '../contracts/import.ts';
import { REPORT_LIMITS } from '../core/import-type/report-limits.ts';
import { sortColumns } from '../core/import-type/sort-columns.ts';
import { shortName } from '../core/wording/show-value.ts';

/** A chunk without the names in it, which may take 100 KB: there are up to 10,000 chunks. */
export type SlimChunk = Pick<ChunkItem, 'index' | 'status' | 'counts' | 'parts' | 'deferred'>;

export interface NamedChunks {
  /** In file order. */
  readonly chunks: readonly SlimChunk[];
  /** Columns of the results that come from the data, sorted: one more than are shown, at most. */
  readonly columns: readonly string[];
  /** Keys of JSON records that are not fields, in file order: one more than are named, at most. */
  readonly unknownFields: readonly string[];
}

/** The columns of the header, or the keys of all records, that were ignored. */
export function ignoredNames(
  { unknownColumns = [] }: Pick<Import, 'unknownColumns'>,
  { unknownFields }: Pick<NamedChunks, 'unknownFields'>,
): { readonly unknownColumns?: string[] } {
  const names = [...new Set([...unknownColumns, ...unknownFields].map(shortName))];
  return names.length === 0 ? {} : { unknownColumns: names.slice(0, REPORT_LIMITS.unknownNames + 1) };
}

/**
 * Reads chunks, and keeps of the names in them what the report needs, in memory that does not grow with the file.
 * @param families of the import type's details
 */
export async function nameChunks(
  items: AsyncIterable<ChunkItem> | Iterable<ChunkItem>,
  families: readonly string[] = [],
): Promise<NamedChunks> {
  const chunks: SlimChunk[] = [];
  let columns = new Set<string>();
  const unknown = new Set<string>();
  const firstColumns = () => sortColumns(columns, families).slice(0, REPORT_LIMITS.dynamicColumns + 1);
  for await (const { index, status, counts, parts, deferred, columns: found = [], ...names } of items) {
    chunks.push({ index, status, counts, parts, deferred });
    for (const column of found) columns.add(column);
    if (columns.size > 10 * REPORT_LIMITS.dynamicColumns) columns = new Set(firstColumns());
    for (const name of names.unknownFields ?? [])
      if (unknown.size <= REPORT_LIMITS.unknownNames) unknown.add(name);
  }
  return { chunks, columns: firstColumns(), unknownFields: [...unknown] };
}
