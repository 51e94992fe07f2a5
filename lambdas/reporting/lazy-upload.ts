import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ImportFile } from '../contracts/import.ts';

/** A file that comes into being with its first bytes: what would be empty is not there. */
export interface LazyUpload {
  write(bytes: string | Buffer): Promise<void>;
  /** Undefined when nothing was written. */
  finish(): Promise<ImportFile | undefined>;
  /** Drops what was begun; nothing becomes visible in the bucket. */
  abandon(error: Error): Promise<void>;
}

export function createLazyUpload(
  objects: Pick<ObjectStore, 'upload'>,
  bucket: string,
  key: string,
  contentType: string,
): LazyUpload {
  const stream = new PassThrough();
  // Nobody may be reading it yet when it is abandoned; an error that nobody hears ends the process.
  stream.on('error', () => undefined);
  let upload: Promise<{ size: number }> | undefined;
  const start = () => {
    const started = objects.upload(bucket, key, stream, contentType);
    // It may fail while nobody waits for it; `finish` tells.
    started.catch(() => undefined);
    return started;
  };
  return {
    async write(bytes) {
      upload ??= start();
      // An upload that fails while we wait for room must end the wait.
      if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), upload]);
    },
    async finish() {
      if (upload === undefined) return undefined;
      stream.end();
      return { key, size: (await upload).size };
    },
    async abandon(error) {
      stream.destroy(error);
      await upload?.catch(() => undefined);
    },
  };
}
