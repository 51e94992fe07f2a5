import { readJson } from '../../adapters/read-object.ts';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import { type Rejected, RejectedSchema } from '../../contracts/chunk.ts';
import type { ChunkDuplicates } from '../../core/duplicates/duplicate-finder.ts';
import { objectKeys } from '../../core/naming/object-keys.ts';
import { createListWriter, type ListWriter } from './list-writer.ts';

export interface RejectedWriter extends Pick<ListWriter, 'end'> {
  /** Further duplicates of a chunk are added to those that this writer stored before; `end` must come between. */
  write(duplicates: ChunkDuplicates): Promise<void>;
  /** The number of duplicates so far, by the chunk's index. */
  readonly counts: ReadonlyMap<number, number>;
}

/** Stores which of a chunk's records are duplicates and of which record, an object for each chunk that has any. */
export function createRejectedWriter(
  objects: Pick<ObjectStore, 'put' | 'openByKey'>,
  bucket: string,
  importId: string,
): RejectedWriter {
  const { write, end } = createListWriter(objects, bucket);
  const counts = new Map<number, number>();

  async function withStored(key: string, further: Rejected): Promise<Rejected> {
    const stored = await readJson(objects, { bucket, key }, RejectedSchema);
    return [...stored, ...further].sort(([one], [other]) => one - other);
  }

  return {
    write({ chunk, rejected }) {
      const key = objectKeys.rejected(importId, chunk);
      const before = counts.get(chunk) ?? 0;
      counts.set(chunk, before + rejected.length);
      // Objects of an earlier run are not read: a chunk without a count has nothing stored.
      return write(key, () => (before === 0 ? rejected : withStored(key, rejected)));
    },
    end,
    counts,
  };
}
