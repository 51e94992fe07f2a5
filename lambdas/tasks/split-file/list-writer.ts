import type { ObjectStore } from '../../adapters/s3-object-store.ts';

export interface ListWriter {
  /** Begins to write; waits only while the most concurrent writes are in progress. @throws the error of an earlier write. */
  write(key: string, list: () => readonly unknown[] | Promise<readonly unknown[]>): Promise<void>;
  /** Waits for all writes in progress. */
  end(): Promise<void>;
}

/** Stores small JSON objects while a file is streamed. A list is read only when it is written. */
export function createListWriter(
  objects: Pick<ObjectStore, 'put'>,
  bucket: string,
  concurrency = 8,
): ListWriter {
  /** A failed write stays in the set, so that the next wait throws its error. */
  const running = new Set<Promise<void>>();

  async function put(key: string, list: Parameters<ListWriter['write']>[1]): Promise<void> {
    await objects.put(bucket, key, JSON.stringify(await list()), 'application/json');
  }

  return {
    async write(key, list) {
      while (running.size >= concurrency) await Promise.race(running);
      const writing = put(key, list);
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
