import type { ReplyOf } from '../protocol.ts';
import { editedSlices } from './check-block.ts';
import { type Block, type CheckedFile, readBlockBytes } from './checked-file.ts';

/** Different texts that are counted. */
const MAX_TEXTS = 10_000;
const MAX_SHOWN = 50;

/** The texts of a column in the records that have an issue of a group, most frequent first. */
export async function frequentValues(
  file: CheckedFile,
  group: number,
  column: number,
): Promise<ReplyOf<'values'>> {
  const counts = new Map<string, number>();
  let isComplete = true;
  for (const block of file.blocks)
    for (const text of await textsIn(file, block, group, column)) {
      if (counts.has(text) || counts.size < MAX_TEXTS) counts.set(text, (counts.get(text) ?? 0) + 1);
      else isComplete = false;
    }
  const values = [...counts].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count);
  return { values: values.slice(0, MAX_SHOWN), isComplete: isComplete && values.length <= MAX_SHOWN };
}

async function textsIn(
  file: CheckedFile,
  block: Block,
  group: number,
  column: number,
): Promise<readonly string[]> {
  const { issues, range } = block;
  if (!issues?.counts.has(group)) return [];
  const wanted = new Set([...issues.records].filter((_, i) => issues.groups[i] === group));
  const bytes = await readBlockBytes(file, block);
  return editedSlices(file.source, range, bytes, file.edits)
    .filter(({ recordNumber }) => wanted.has(recordNumber - range.firstRecord))
    .map((slice) => file.codec.texts(slice))
    .flatMap(({ cells, isMalformed }) => (isMalformed ? [] : [cells[column] ?? '']))
    .toArray();
}
