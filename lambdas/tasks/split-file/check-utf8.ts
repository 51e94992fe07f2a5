import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { ChunkRange } from '../../contracts/chunk.ts';
import type { FileLayout, ObjectReference } from '../../contracts/file-layout.ts';
import type { Utf8Findings } from '../../core/encoding/utf8-check.ts';
import { notUtf8 } from '../../core/inspection/reject-encoding.ts';
import { countLineFeeds } from '../../core/records/bytes.ts';
import { fileRejected } from '../../runtime/errors.ts';

/**
 * Rejects a file of which more than half of the characters beyond ASCII are no UTF-8: it is in another encoding. Fewer are
 * damage, and fail their records only. docs/adr/0025-encodings.md
 */
export async function rejectOtherEncoding(
  objects: Pick<ObjectStore, 'open'>,
  content: ObjectReference,
  { valid, invalid, first }: Utf8Findings,
  chunks: readonly ChunkRange[],
  format: FileLayout['format'],
): Promise<void> {
  if (first === undefined || invalid <= valid) return;
  const chunk = chunks.findLast(({ start }) => start <= first.offset);
  let line = chunk?.firstLine ?? 1;
  const range = { start: chunk?.start ?? 0, end: first.offset };
  if (range.end > range.start)
    for await (const piece of await objects.open(content, range)) line += countLineFeeds(piece as Buffer);
  throw fileRejected(notUtf8(first, line, format));
}
