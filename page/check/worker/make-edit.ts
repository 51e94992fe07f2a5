import { blockSlices } from './check-block.ts';
import { type Block, type CheckedFile, readBlockBytes } from './checked-file.ts';
import { applyEdit, type Edit, type EditStep } from './edits.ts';
import { pause } from './pause.ts';
import { blockOf } from './read-rows.ts';

/** Finds the records that an edit changes, in the order of the file. Undefined if there are none. */
export async function makeEdit(file: CheckedFile, edit: Edit): Promise<EditStep | undefined> {
  const blocks: number[] = [];
  let records = 0;
  let firstRecord: number | undefined;
  for (const block of candidates(file, edit)) {
    await pause();
    const changed = changedIn(file, block, edit, await readBlockBytes(file, block));
    if (changed.length > 0) {
      blocks.push(block.index);
      records += changed.length;
      firstRecord ??= changed[0];
    }
  }
  return records === 0 ? undefined : { edit, blocks, records, firstRecord };
}

function candidates({ blocks }: CheckedFile, edit: Edit): readonly Block[] {
  if (edit.kind === 'replace') return blocks;
  const records = edit.kind === 'cells' ? [...edit.cells.keys()] : [...edit.records];
  const wanted = new Set(records.map((record) => blockOf(blocks, record)));
  return blocks.filter((block) => wanted.has(block));
}

function changedIn(
  { source, codec, edits }: CheckedFile,
  { range }: Block,
  edit: Edit,
  bytes: Buffer,
): number[] {
  const mayHave = edit.kind === 'replace' ? codec.mayHave(edit.from) : () => true;
  const changed: number[] = [];
  for (const slice of blockSlices(source, range, bytes)) {
    const { recordNumber } = slice;
    if (edit.kind === 'remove') {
      if (edit.records.has(recordNumber) && !edits.isRemoved(recordNumber)) changed.push(recordNumber);
    } else if (!edits.isRemoved(recordNumber)) {
      const now = edits.apply(slice);
      if (mayHave(now) && applyEdit(edit, now, codec) !== now) changed.push(recordNumber);
    }
  }
  return changed;
}
