import type { ChunkRange } from '../../../lambdas/contracts/chunk.ts';
import type { IgnoredMembers } from '../../../lambdas/contracts/ignored-members.ts';
import { matchField } from '../../../lambdas/core/import-type/field-names.ts';
import type { ImportType } from '../../../lambdas/core/import-type/import-type.ts';
import { withMapping } from '../../../lambdas/core/import-type/with-mapping.ts';
import { firstRecords } from '../../../lambdas/reading/inspection/first-records.ts';
import type { ChunkRecord } from '../../../lambdas/reading/read-chunk.ts';
import type { RowSource } from '../../../lambdas/reading/read-row.ts';
import { createReadUserKeys } from '../../../lambdas/reading/read-user-keys.ts';
import { readBytes } from '../../files/read-bytes.ts';
import { blockSlices, checkBlock, editedSlices, readBlock, SHOWN_BYTES } from './check-block.ts';
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
  /** Instead of the header row of the content. */
  readonly header?: string | undefined;
  /** Columns that are no fields. */
  readonly unknownColumns: readonly string[];
  /** Keys of records that are no fields; at most a few hundred. */
  readonly unknownFields: Set<string>;
  /** What is next to the array of records in a JSON object. Absent until the end of the file is read. */
  ignored?: IgnoredMembers | undefined;
}

const MAX_UNKNOWN = 500;

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
export function readEdited(
  file: CheckedFile,
  { range, rejected }: Block,
  bytes: Buffer,
): Generator<ChunkRecord> {
  return readBlock(file.source, editedSlices(file.source, range, bytes, file.edits), rejected);
}

/** Checks a block, or checks it again. */
export async function recheck(file: CheckedFile, block: Block): Promise<void> {
  const bytes = await readBlockBytes(file, block);
  if (file.keys !== undefined) file.keys.set(block.index, userKeys(file, block, bytes));
  judge(file, block, bytes);
}

function judge(file: CheckedFile, block: Block, bytes: Buffer): void {
  const { issues, unknownFields } = checkBlock(readEdited(file, block, bytes), block.range, file.store);
  file.store.put(block.issues, issues);
  block.issues = issues;
  for (const field of unknownFields) if (file.unknownFields.size < MAX_UNKNOWN) file.unknownFields.add(field);
}

/** Of each record of the block, removed ones included. */
function userKeys({ source, edits }: CheckedFile, { range }: Block, bytes: Buffer) {
  const { type, tenant, layout } = source;
  const readUserKeys = createReadUserKeys(type, tenant, layout);
  const slices = [...blockSlices(source, range, bytes)].map((slice) => edits.apply(slice));
  const keys = readUserKeys(slices);
  return slices.map(({ recordNumber }, i) => (edits.isRemoved(recordNumber) ? undefined : keys[i]));
}

/** Finds the duplicates of the whole file. Returns the blocks whose duplicates are others than before. */
export function updateDuplicates({ keys, blocks }: CheckedFile): readonly Block[] {
  if (keys === undefined) return [];
  const found = keys.find(blocks.map(({ range }) => range.firstRecord));
  const changed = blocks.filter(({ index, rejected }) => !isSame(rejected, found.get(index)));
  for (const block of changed) block.rejected = found.get(block.index);
  return changed;
}

function isSame(
  one: ReadonlyMap<number, number> = new Map(),
  other: ReadonlyMap<number, number> = new Map(),
) {
  return one.size === other.size && [...one].every(([record, first]) => other.get(record) === first);
}
