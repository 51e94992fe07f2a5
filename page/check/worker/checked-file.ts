import type { ChunkRange } from '../../../lambdas/contracts/chunk.ts';
import type { IgnoredMembers } from '../../../lambdas/contracts/ignored-members.ts';
import { matchField } from '../../../lambdas/core/import-type/field-names.ts';
import type { ImportType } from '../../../lambdas/core/import-type/import-type.ts';
import { withMapping } from '../../../lambdas/core/import-type/with-mapping.ts';
import { firstRecords } from '../../../lambdas/reading/inspection/first-records.ts';
import type { ChunkRecord } from '../../../lambdas/reading/read-chunk.ts';
import type { RowSource } from '../../../lambdas/reading/read-row.ts';
import { readBytes } from '../../files/read-bytes.ts';
import { editedSlices, readBlock, SHOWN_BYTES } from './check-block.ts';
import { type ConflictIndex, type ConflictIssues, createConflictIndex, withConflict } from './conflicts.ts';
import { createCsvCodec } from './csv-codec.ts';
import { createKeyIndex, type KeyIndex } from './duplicates.ts';
import { createEdits, type Edits } from './edits.ts';
import type { CheckableFile } from './inspect-file.ts';
import { type BlockIssues, createIssueStore, type IssueStore } from './issue-store.ts';
import { createJsonCodec, jsonColumns } from './json-codec.ts';
import type { RecordCodec } from './record-codec.ts';

/** Some hundred records that are next to each other in the file. */
export interface Block {
  readonly index: number;
  readonly range: ChunkRange;
  /** Absent until it is checked. */
  issues?: BlockIssues;
  /** Those of `issues` that its records have by themselves. */
  own?: BlockIssues;
  conflicts?: ConflictIssues | undefined;
  /** Its duplicates: each with the number of the first record of the same user. */
  rejected?: ReadonlyMap<number, number> | undefined;
}

/** A file that is checked, or is being checked, and its edits. */
export interface CheckedFile {
  readonly content: Blob;
  readonly source: RowSource;
  readonly codec: RecordCodec;
  readonly edits: Edits;
  readonly store: IssueStore;
  readonly blocks: Block[];
  /** Present if a user may occur only once in the file. */
  readonly keys?: KeyIndex | undefined;
  readonly conflicts: ConflictIndex;
  /** Present if there are too many records that share keys: the last one whose conflicts are found. */
  plannedUntil?: number | undefined;
  /** Instead of the header row of the content. */
  readonly header?: string | undefined;
  /** Columns that are no fields. */
  readonly unknownColumns: readonly string[];
  /** Keys of records that are no fields; at most a few hundred. */
  readonly unknownFields: Set<string>;
  /** What is next to the array of records in a JSON object. Absent until the end of the file is read. */
  ignored?: IgnoredMembers | undefined;
}

/** @param content of the file, decompressed and in UTF-8 */
export function createChecked(file: CheckableFile, content: Blob): CheckedFile {
  const { item, tenant, layout } = file;
  const type = withMapping(file.type, layout.mapping);
  const locale = item.options.locale ?? item.settings.locale;
  const options = { ...item.options, ...(locale !== undefined && { locale }) };
  const codec = codecOf(file, type);
  return {
    content,
    source: { layout, type, tenant, options },
    codec,
    edits: createEdits(codec),
    store: createIssueStore(),
    blocks: [],
    conflicts: createConflictIndex(type, tenant),
    header: file.header,
    unknownColumns: file.unknownColumns,
    unknownFields: new Set(),
    ...(options.duplicates === 'reject' && { keys: createKeyIndex() }),
  };
}

function codecOf({ layout, opened }: CheckableFile, type: ImportType): RecordCodec {
  const fieldOf = (name: string) => {
    const match = matchField(type, name);
    return match.kind === 'known' ? match.name : undefined;
  };
  if (layout.format !== 'csv')
    return createJsonCodec(layout, jsonColumns(firstRecords(opened.head, layout).records, fieldOf));
  const columns = layout.columns.map((name) => {
    const field = fieldOf(name);
    return { name, ...(field !== undefined && { field }) };
  });
  return createCsvCodec(layout, columns);
}

/** The bytes of a block; of a record that is too large only the beginning. */
export function readBlockBytes({ content }: CheckedFile, { range }: Block): Promise<Buffer> {
  const { start, end, oversized } = range;
  return readBytes(content, start, oversized ? Math.min(end, start + SHOWN_BYTES) : end);
}

/** The records of a block as they are with the edits, validated. */
export function readEdited(file: CheckedFile, block: Block, bytes: Buffer): IteratorObject<ChunkRecord> {
  return readOwn(file, block, bytes).map((record) => withConflict(record, block.conflicts));
}

/** Without what is wrong with them because of earlier records. `includes`: all if absent. */
export function readOwn(
  { source, edits }: CheckedFile,
  { range, rejected }: Block,
  bytes: Buffer,
  includes?: (recordNumber: number) => boolean,
): Generator<ChunkRecord> {
  return readBlock(source, editedSlices(source, range, bytes, edits), rejected, includes);
}
