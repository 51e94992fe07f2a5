import { dialectOf } from '../../../lambdas/core/records/dialect.ts';
import { sliceRecords } from '../../../lambdas/core/records/slice-records.ts';
import { CSV_MARK } from '../../../lambdas/reading/csv/csv-text.ts';
import { readBytes } from '../../files/read-bytes.ts';
import type { ExportedRecords } from '../protocol.ts';
import { blockSlices, issuesOf } from './check-block.ts';
import { type Block, type CheckedFile, readBlockBytes, readEdited } from './checked-file.ts';

export interface Exported {
  readonly file: Blob;
  readonly records: number;
}

/**
 * The file as it is with the edits, in UTF-8 with a byte order mark, which no default of the tenant overrides. Blocks
 * without changes are parts of the content and not copied.
 */
export async function exportFile(file: CheckedFile, wanted: ExportedRecords): Promise<Exported> {
  const { blocks, source } = file;
  const isArray = source.layout.format === 'json';
  const parts: (Blob | Buffer | string)[] = [CSV_MARK, await opening(file)];
  let records = 0;
  for (const block of blocks) {
    if (wanted === 'all' && !isArray && isUntouched(file, block)) {
      parts.push(...unchanged(file, block));
      records += block.range.records;
      continue;
    }
    for (const raw of await recordsOf(file, block, wanted)) {
      const isFirst = records === 0;
      parts.push(...(isArray ? [isFirst ? '' : ',\n', raw] : [raw, '\n']));
      records++;
    }
  }
  if (isArray) parts.push('\n]\n');
  return { file: new Blob(parts), records };
}

/** The last record of a file may lack its line break. */
function unchanged({ content, blocks }: CheckedFile, block: Block): readonly (Blob | string)[] {
  const bytes = content.slice(block.range.start, block.range.end);
  return block === blocks.at(-1) ? [bytes, '\n'] : [bytes];
}

/** The header as it was sent, or the bracket of an array. */
async function opening({ source: { layout }, content, header }: CheckedFile): Promise<Blob | string> {
  if (header !== undefined) return `${header}\n`;
  if (layout.format === 'json') return '[\n';
  if (layout.format === 'jsonl' || layout.headerEnd === 0) return '';
  const bytes = await content.slice(layout.headerStart, layout.headerEnd).arrayBuffer();
  return new Blob([bytes, '\n']);
}

function isUntouched({ edits }: CheckedFile, { range }: Block): boolean {
  return !range.oversized && !edits.mayChange(range.firstRecord, range.records);
}

async function recordsOf(
  file: CheckedFile,
  block: Block,
  wanted: ExportedRecords,
): Promise<readonly Buffer[]> {
  if (block.range.oversized) return wanted === 'good' ? [] : oversizedRecord(file, block);
  const bytes = await readBlockBytes(file, block);
  const bad = wanted === 'all' ? undefined : badRecords(file, block, bytes);
  const records: Buffer[] = [];
  for (const slice of blockSlices(file.source, block.range, bytes)) {
    if (file.edits.isRemoved(slice.recordNumber)) continue;
    if (bad !== undefined && bad.has(slice.recordNumber) !== (wanted === 'bad')) continue;
    records.push(file.edits.apply(slice).raw);
  }
  return records;
}

function badRecords(file: CheckedFile, block: Block, bytes: Buffer): ReadonlySet<number> {
  const bad = new Set<number>();
  for (const record of readEdited(file, block, bytes))
    if (issuesOf(record).some(({ severity }) => severity === 'error')) bad.add(record.recordNumber);
  return bad;
}

/** A record that is too large to be checked is sent as it is. In a JSON array its block also has commas. */
async function oversizedRecord(
  { content, source, edits }: CheckedFile,
  { range }: Block,
): Promise<readonly Buffer[]> {
  if (edits.isRemoved(range.firstRecord)) return [];
  const first = { offset: range.start, line: range.firstLine, recordNumber: range.firstRecord };
  const bytes = await readBytes(content, range.start, range.end);
  return sliceRecords(bytes, dialectOf(source.layout), first)
    .map(({ raw }) => raw)
    .toArray();
}
