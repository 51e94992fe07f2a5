import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ImportFile } from '../contracts/import.ts';
import type { OutputFile } from './output-file.ts';

/** An upload that starts with the first bytes, so that an empty file is never created. */
export interface LazyUpload extends OutputFile {
  /** Undefined when nothing was written. */
  finish(): Promise<ImportFile | undefined>;
}

export function createLazyUpload(
  objects: Pick<ObjectStore, 'upload'>,
  bucket: string,
  key: string,
  contentType: string,
): LazyUpload {
  const stream = new PassThrough();
  // Without a listener, the error of an abandoned stream would end the process.
  stream.on('error', () => undefined);
  let upload: Promise<{ size: number }> | undefined;
  const start = () => {
    const started = objects.upload(bucket, key, stream, contentType);
    // Prevents an unhandled rejection; `finish` reports the error.
    started.catch(() => undefined);
    return started;
  };
  return {
    async write(bytes) {
      upload ??= start();
      // If the upload fails, 'drain' never comes.
      if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), upload]);
    },
    end: async () => {},
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
