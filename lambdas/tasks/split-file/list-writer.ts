import type { ObjectStore } from '../../adapters/s3-object-store.ts';

export interface ListWriter {
  /** Begins to write; waits only while as many others are being written. @throws what an earlier write failed with. */
  write(key: string, list: () => readonly unknown[] | Promise<readonly unknown[]>): Promise<void>;
  /** Waits for what is still being written. */
  end(): Promise<void>;
}

/** Stores small JSON objects while a file streams by. A list is asked for when its turn to be written has come. */
export function createListWriter(
  objects: Pick<ObjectStore, 'put'>,
  bucket: string,
  concurrency = 8,
): ListWriter {
  /** A write that failed stays, so that whoever waits next is told. */
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
