import type { ChunkRange } from '../../../lambdas/contracts/chunk.ts';
import type { FileLayout } from '../../../lambdas/contracts/file-layout.ts';
import { createUtf8Check } from '../../../lambdas/core/encoding/utf8-check.ts';
import { notUtf8 } from '../../../lambdas/core/inspection/reject-encoding.ts';
import { countLineFeeds } from '../../../lambdas/core/records/bytes.ts';
import { dialectOf } from '../../../lambdas/core/records/dialect.ts';
import { createSplitter } from '../../../lambdas/core/records/splitter.ts';
import { type Ending, judgeCount, judgeEnd } from '../../../lambdas/reading/judge-end.ts';
import { readBytes, readPieces } from '../../files/read-bytes.ts';

/** So few that a block is read and validated in a few hundredths of a second, and again after each edit. */
const BLOCK_RECORDS = 500;
const BLOCK_BYTES = 512 * 1024;

export interface SplitSource {
  readonly content: Blob;
  readonly layout: FileLayout;
  /** Whether the content may have bytes that are no text. */
  readonly isStoredInUtf8: boolean;
  readonly maxRecords: number;
}

/**
 * Divides a file into blocks, by the splitter that SplitFile uses: the same records, with the same numbers and lines.
 * Returns why SplitFile would reject the file, and what it would not read.
 */
export async function* splitContent(
  source: SplitSource,
): AsyncGenerator<readonly ChunkRange[], Ending, undefined> {
  const { content, layout, isStoredInUtf8, maxRecords } = source;
  const { offset, line } = layout;
  const splitter = createSplitter({
    dialect: dialectOf(layout),
    start: { offset, line, recordNumber: 1 },
    fileBytes: content.size,
    chunkBytes: BLOCK_BYTES,
    chunkRecords: BLOCK_RECORDS,
  });
  const check = isStoredInUtf8 ? createUtf8Check(offset) : undefined;
  let records = 0;
  const counted = (blocks: readonly ChunkRange[]) => {
    records += blocks.reduce((sum, block) => sum + block.records, 0);
    return blocks;
  };
  for await (const piece of readPieces(content, offset)) {
    check?.push(piece);
    yield counted(splitter.push(piece));
    if (records > maxRecords) return { rejection: judgeCount(records, maxRecords, layout) };
  }
  const end = splitter.end();
  const read = (from: number, to: number) => readBytes(content, from, to);
  const ending = await judgeEnd({ layout, size: content.size, read }, end.problem, end.totals.records);
  if (ending.rejection !== undefined) return ending;
  yield counted(end.chunks);
  const findings = check?.end();
  if (findings?.first !== undefined && findings.invalid > findings.valid) {
    const before = await countLines(content, findings.first.offset);
    return { rejection: notUtf8(findings.first, before + 1, layout.format) };
  }
  return { ...ending, rejection: judgeCount(records, maxRecords, layout) };
}

async function countLines(content: Blob, to: number): Promise<number> {
  let lines = 0;
  for await (const piece of readPieces(content.slice(0, to))) lines += countLineFeeds(piece);
  return lines;
}
