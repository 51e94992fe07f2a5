import { createReadUserKeys } from '../../../lambdas/reading/read-user-keys.ts';
import { blockSlices, checkBlock } from './check-block.ts';
import { type Block, type CheckedFile, readBlockBytes, readOwn } from './checked-file.ts';
import { putIssues } from './put-issues.ts';

const MAX_UNKNOWN = 500;

/** Which records an edit has changed. Absent: any of them. */
export type IsEdited = (recordNumber: number) => boolean;

/** Checks a block, or checks it again. */
export async function recheck(file: CheckedFile, block: Block, isEdited?: IsEdited): Promise<void> {
  const bytes = await readBlockBytes(file, block);
  if (file.keys !== undefined) file.keys.set(block.index, userKeys(file, block, bytes));
  judge(file, block, bytes, isEdited);
}

function judge(file: CheckedFile, block: Block, bytes: Buffer, isEdited?: IsEdited): void {
  const { issues, keys, unknownFields } = checkBlock(readOwn(file, block, bytes), block.range, file);
  putIssues(file, block, issues);
  const { firstRecord } = block.range;
  file.conflicts.put(block.index, keys, isEdited && ((index) => isEdited(firstRecord + index)));
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
