import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ChunkRange } from '../contracts/chunk.ts';
import type { FileLayout, ObjectReference } from '../contracts/file-layout.ts';
import { dialectOf } from '../core/records/dialect.ts';
import { createRecordScanner } from '../core/records/record-scanner.ts';
import { RollcallError } from '../runtime/errors.ts';

/** The bytes of one record, and the physical line on which it begins. */
export interface LocatedRecord {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/**
 * Finds the only record of an oversized chunk. The chunk also contains white space, commas and brackets around it.
 * Streams the chunk.
 */
export async function locateRecord(
  objects: Pick<ObjectStore, 'open'>,
  content: ObjectReference,
  layout: FileLayout,
  chunk: ChunkRange,
): Promise<LocatedRecord> {
  const found: LocatedRecord[] = [];
  const first = { offset: chunk.start, line: chunk.firstLine, recordNumber: chunk.firstRecord };
  const scanner = createRecordScanner(dialectOf(layout), first, (start, end, _next, line) => {
    found.push({ start, end, line });
  });
  for await (const piece of await objects.open(content, chunk)) scanner.push(piece as Buffer);
  scanner.end();
  const [record] = found;
  if (record !== undefined && found.length === 1) return record;
  throw new RollcallError(
    'RecordCountMismatch',
    `chunk ${chunk.index} holds ${found.length} records, not one`,
  );
}
