import type { ObjectStore } from '../adapters/s3-object-store.ts';
import { RepeatsSchema } from '../contracts/chunk.ts';
import type { ChunkRepeats } from '../core/conflicts/repeat-finder.ts';
import { objectKeys } from '../core/object-keys.ts';
import { createListWriter, type ListWriter } from './list-writer.ts';

export interface RepeatsWriter extends Pick<ListWriter, 'end'> {
  write(repeats: ChunkRepeats): Promise<void>;
}

/** Stores which of a chunk's records are repeats, an object for each chunk that has any, while the file streams by. */
export function createRepeatsWriter(
  objects: Pick<ObjectStore, 'put'>,
  bucket: string,
  importId: string,
  concurrency?: number,
): RepeatsWriter {
  const { write, end } = createListWriter(objects, bucket, concurrency);
  return {
    write: ({ chunk, ranges }) =>
      write(objectKeys.repeats(importId, chunk), () => RepeatsSchema.parse(ranges)),
    end,
  };
}
