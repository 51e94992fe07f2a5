import type { ObjectStore } from '../adapters/s3-object-store.ts';
import { RepeatsSchema } from '../contracts/chunk.ts';
import type { ChunkRepeats } from '../core/conflicts/repeat-finder.ts';
import { objectKeys } from '../core/object-keys.ts';

export interface RepeatsWriter {
  /** Begins to write; waits only while as many others are being written. @throws what an earlier write failed with. */
  write(repeats: ChunkRepeats): Promise<void>;
  /** Waits for what is still being written. */
  end(): Promise<void>;
}

/** Stores which of a chunk's records are repeats, an object for each chunk that has any, while the file streams by. */
export function createRepeatsWriter(
  objects: Pick<ObjectStore, 'put'>,
  bucket: string,
  importId: string,
  concurrency = 8,
): RepeatsWriter {
  /** A write that failed stays, so that whoever waits next is told. */
  const running = new Set<Promise<void>>();

  async function put({ chunk, ranges }: ChunkRepeats): Promise<void> {
    const body = JSON.stringify(RepeatsSchema.parse(ranges));
    await objects.put(bucket, objectKeys.repeats(importId, chunk), body, 'application/json');
  }

  return {
    async write(repeats) {
      while (running.size >= concurrency) await Promise.race(running);
      const writing = put(repeats);
      running.add(writing);
      writing.then(
        () => running.delete(writing),
        () => {},
      );
    },
    end: async () => {
      await Promise.all(running);
    },
  };
}
