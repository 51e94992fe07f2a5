import { readSource } from '../../adapters/read-object.ts';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { ChunkRange } from '../../contracts/chunk.ts';
import type { FileLayout, ObjectReference } from '../../contracts/file-layout.ts';
import type { IgnoredMembers } from '../../contracts/ignored-members.ts';
import { dialectOf } from '../../core/records/dialect.ts';
import { releaseBuffer } from '../../core/records/release-buffer.ts';
import { type ConflictWatch, createSplitter } from '../../core/records/splitter.ts';
import { judgeEnd } from '../../reading/judge-end.ts';
import { fileRejected } from '../../runtime/errors.ts';

/** A file to be split, and how. Every reading of it finds the same chunks. */
export interface SplitSource {
  readonly objects: Pick<ObjectStore, 'open'>;
  readonly content: ObjectReference;
  readonly layout: FileLayout;
  readonly chunkBytes: number;
  readonly chunkRecords: number;
  /** Sees the bytes from `layout.offset` on, in pieces of any size. */
  readonly onBytes?: ((piece: Buffer) => void) | undefined;
}

export interface Scanned {
  readonly records: number;
  /** What is next to the array of records in a JSON object. */
  readonly ignored: IgnoredMembers | undefined;
}

/**
 * Streams the file's records past a watch. Calls `keep` with the chunks that ended, often none, and waits for it.
 * @throws FileRejected at the end of an incomplete JSON array
 */
export async function scanFile(
  { objects, content, layout, chunkBytes, chunkRecords, onBytes }: SplitSource,
  watch: ConflictWatch,
  keep: (ended: readonly ChunkRange[]) => Promise<void>,
): Promise<Scanned> {
  const { offset, line } = layout;
  const splitter = createSplitter({
    dialect: dialectOf(layout),
    start: { offset, line, recordNumber: 1 },
    fileBytes: content.size,
    chunkBytes,
    chunkRecords,
    conflicts: watch,
  });
  if (content.size > offset) {
    const bytes = await objects.open(content, { start: offset, end: content.size });
    for await (const piece of bytes) {
      onBytes?.(piece as Buffer);
      const ended = splitter.push(piece as Buffer);
      releaseBuffer(piece as Buffer);
      await keep(ended);
    }
  }
  const rest = splitter.end();
  const read = (start: number, end: number) => readSource(objects, content, { start, end });
  const { records } = rest.totals;
  const { rejection, ignored } = await judgeEnd({ layout, size: content.size, read }, rest.problem, records);
  if (rejection !== undefined) throw fileRejected(rejection);
  await keep(rest.chunks);
  return { records, ignored };
}
