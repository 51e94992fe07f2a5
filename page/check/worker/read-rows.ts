import type { Issue } from '../../../lambdas/contracts/issue.ts';
import { matchField } from '../../../lambdas/core/import-type/field-names.ts';
import { suggestValues } from '../../../lambdas/core/import-type/suggest-values.ts';
import type { RecordSlice } from '../../../lambdas/core/records/record.ts';
import { showName } from '../../../lambdas/core/wording/show-value.ts';
import type { ChunkRecord } from '../../../lambdas/reading/read-chunk.ts';
import type { CellIssue, ColumnOfGrid, GridRow } from '../protocol.ts';
import { blockSlices, issuesOf } from './check-block.ts';
import { type Block, type CheckedFile, readBlockBytes, readEdited } from './checked-file.ts';

/** The block of a record; undefined if the file does not have the record. */
export function blockOf(blocks: readonly Block[], record: number): Block | undefined {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.range.firstRecord ?? 0) <= record) low = middle;
    else high = middle - 1;
  }
  const block = blocks[low];
  const { firstRecord = 0, records = 0 } = block?.range ?? {};
  return record >= firstRecord && record < firstRecord + records ? block : undefined;
}

/** The rows of these records, which are in file order. Reads their blocks again. */
export async function readRows(file: CheckedFile, records: readonly number[]): Promise<readonly GridRow[]> {
  const rows: GridRow[] = [];
  for (let at = 0; at < records.length; ) {
    const block = blockOf(file.blocks, records[at] as number);
    if (block === undefined) {
      at++;
      continue;
    }
    const behind = block.range.firstRecord + block.range.records;
    const wanted = new Set<number>();
    for (; at < records.length && (records[at] as number) < behind; at++) wanted.add(records[at] as number);
    rows.push(...rowsOfBlock(file, block, wanted, await readBlockBytes(file, block)));
  }
  return rows;
}

/** The whole block is validated: whether a row is short depends on the rows next to it. */
function rowsOfBlock(file: CheckedFile, block: Block, wanted: ReadonlySet<number>, bytes: Buffer): GridRow[] {
  const read = new Map<number, ChunkRecord>();
  for (const record of readEdited(file, block, bytes))
    if (wanted.has(record.recordNumber)) read.set(record.recordNumber, record);
  const slices = Iterator.from(blockSlices(file.source, block.range, bytes));
  return slices
    .filter(({ recordNumber }) => wanted.has(recordNumber))
    .map((slice) => rowOf(file, slice, read.get(slice.recordNumber)))
    .toArray();
}

/** `read`: absent if the record is removed. */
function rowOf(file: CheckedFile, slice: RecordSlice, read: ChunkRecord | undefined): GridRow {
  const { codec, edits } = file;
  const edited = edits.apply(slice);
  const now = codec.texts(edited);
  const before = edited === slice ? now : codec.texts(slice);
  const originalRecord = read?.originalRecord;
  return {
    record: slice.recordNumber,
    line: slice.line,
    ...(originalRecord !== undefined && { originalRecord }),
    ...now,
    edited: edited === slice ? [] : changedColumns(before.cells, now.cells),
    isRemoved: edits.isRemoved(slice.recordNumber),
    issues:
      read === undefined
        ? []
        : issuesOf(read).map((issue) => withSuggestions(cellIssue(issue, codec.columns), now.cells, file)),
  };
}

/** With what the cell of an error may mean. */
function withSuggestions(
  issue: CellIssue,
  cells: readonly string[],
  { source, codec }: CheckedFile,
): CellIssue {
  const { severity, column } = issue;
  const name = column === undefined ? undefined : codec.columns[column]?.name;
  const match = name === undefined ? undefined : matchField(source.type, name);
  if (severity !== 'error' || column === undefined || match?.kind !== 'known') return issue;
  const suggestions = suggestValues(match, cells[column] ?? '', {
    record: { format: source.layout.format === 'csv' ? 'csv' : 'json' },
    locale: source.options.locale,
    allowed: source.type.allowInKeys ?? [],
  });
  return suggestions.length === 0 ? issue : { ...issue, suggestions };
}

function changedColumns(before: readonly string[], now: readonly string[]): number[] {
  const width = Math.max(before.length, now.length);
  return Array.from({ length: width }, (_, i) => i).filter((i) => (before[i] ?? '') !== (now[i] ?? ''));
}

function cellIssue({ severity, code, message, field }: Issue, columns: readonly ColumnOfGrid[]): CellIssue {
  const column = field === undefined ? -1 : columnOf(field, columns);
  return {
    severity,
    code,
    message,
    ...(field !== undefined && { field }),
    ...(column !== -1 && { column }),
  };
}

/** An issue names the column as the file does, or the field if the record lacks it. */
export function columnOf(field: string, columns: readonly ColumnOfGrid[]): number {
  const byName = columns.findIndex(({ name }) => showName(name) === field);
  return byName === -1 ? columns.findIndex((column) => column.field === field) : byName;
}
