import type { RecordFilter } from '../protocol.ts';
import { blockSlices } from './check-block.ts';
import { type CheckedFile, readBlockBytes } from './checked-file.ts';

/** Numbers of records, in file order: four bytes each. */
export interface Selection {
  readonly count: number;
  /** The number of the record at an index. */
  at(index: number): number;
  /** -1 if the record is not selected. */
  indexOf(record: number): number;
}

export async function select(file: CheckedFile, filter: RecordFilter): Promise<Selection> {
  switch (filter.kind) {
    case 'all':
      return allOf(file);
    case 'bad':
      return listed(recordsWith(file, (group) => file.store.isError(group)));
    case 'group':
      return listed(recordsWith(file, (group) => group === filter.group));
    case 'edited':
      return listed(await editedRecords(file));
  }
}

/** The records that are known so far: it grows while the file is checked. */
function allOf({ blocks }: CheckedFile): Selection {
  const last = blocks.at(-1)?.range;
  const count = last === undefined ? 0 : last.firstRecord + last.records - 1;
  return {
    count,
    at: (index) => index + 1,
    indexOf: (record) => (record >= 1 && record <= count ? record - 1 : -1),
  };
}

function listed(records: Uint32Array): Selection {
  return {
    count: records.length,
    at: (index) => records[index] ?? 0,
    indexOf: (record) => records.indexOf(record),
  };
}

function recordsWith({ blocks }: CheckedFile, isWanted: (group: number) => boolean): Uint32Array {
  const found: number[] = [];
  for (const { range, issues } of blocks)
    for (const [i, group] of issues?.groups.entries() ?? []) {
      const record = range.firstRecord + (issues?.records[i] ?? 0);
      if (isWanted(group) && found.at(-1) !== record) found.push(record);
    }
  return Uint32Array.from(found);
}

async function editedRecords(file: CheckedFile): Promise<Uint32Array> {
  const wanted = new Set(file.edits.steps.flatMap(({ blocks }) => blocks));
  const found: number[] = [];
  for (const block of file.blocks) {
    if (!wanted.has(block.index)) continue;
    const bytes = await readBlockBytes(file, block);
    for (const slice of blockSlices(file.source, block.range, bytes))
      if (file.edits.isRemoved(slice.recordNumber) || file.edits.apply(slice) !== slice)
        found.push(slice.recordNumber);
  }
  return Uint32Array.from(found);
}
