import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import { DeferredRangesSchema } from '../../contracts/chunk.ts';
import type { ChunkDeferred } from '../../core/conflicts/conflict-finder.ts';
import { objectKeys } from '../../core/naming/object-keys.ts';
import { createListWriter, type ListWriter } from './list-writer.ts';

export interface DeferredWriter extends Pick<ListWriter, 'end'> {
  write(deferred: ChunkDeferred): Promise<void>;
}

/** Stores which records of a chunk are deferred: one object for each chunk that has any. Writes while the file is streamed. */
export function createDeferredWriter(
  objects: Pick<ObjectStore, 'put'>,
  bucket: string,
  importId: string,
  concurrency?: number,
): DeferredWriter {
  const { write, end } = createListWriter(objects, bucket, concurrency);
  return {
    write: ({ chunk, ranges }) =>
      write(objectKeys.deferred(importId, chunk), () => DeferredRangesSchema.parse(ranges)),
    end,
  };
}
