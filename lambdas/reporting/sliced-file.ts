import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { Segment } from '../contracts/collected.ts';
import { createLazyUpload, type LazyUpload } from './lazy-upload.ts';
import type { OutputFile } from './output-file.ts';

/** A file that several invocations write, one after another: each of them adds a segment. */
export interface SlicedFile extends OutputFile {
  /** All bytes of the file, if it has no segments and fits into memory. */
  inMemory(): Buffer | undefined;
  /** Stores what was written, and returns all segments of the file. Nothing can be written after it. */
  store(): Promise<readonly Segment[]>;
}

export interface SlicedFileOptions {
  readonly bucket: string;
  /** The key of the segment that this invocation adds. */
  readonly segmentKey: string;
  /** Those of earlier invocations. */
  readonly segments: readonly Segment[];
  /** Up to this size a file is one PutObject, and needs no segment. */
  readonly inMemoryBytes?: number | undefined;
}

export function createSlicedFile(
  objects: Pick<ObjectStore, 'put' | 'upload'>,
  { bucket, segmentKey, segments, inMemoryBytes = 5 * 1024 ** 2 }: SlicedFileOptions,
): SlicedFile {
  const contentType = 'application/octet-stream';
  let held: Buffer[] = [];
  let heldBytes = 0;
  let upload: LazyUpload | undefined;

  async function release(to: LazyUpload): Promise<void> {
    const bytes = Buffer.concat(held);
    held = [];
    heldBytes = 0;
    if (bytes.length > 0) await to.write(bytes);
  }

  return {
    async write(data) {
      const bytes = Buffer.from(data as string);
      held.push(bytes);
      heldBytes += bytes.length;
      if (heldBytes <= inMemoryBytes) return;
      upload ??= createLazyUpload(objects, bucket, segmentKey, contentType);
      await release(upload);
    },
    end: async () => {},
    inMemory: () => (segments.length > 0 || upload !== undefined ? undefined : Buffer.concat(held)),
    async store() {
      if (upload !== undefined) {
        await release(upload);
        const stored = await upload.finish();
        return stored === undefined ? segments : [...segments, stored];
      }
      if (heldBytes === 0) return segments;
      await objects.put(bucket, segmentKey, Buffer.concat(held), contentType);
      return [...segments, { key: segmentKey, size: heldBytes }];
    },
    abandon: async (error) => {
      held = [];
      await upload?.abandon(error);
    },
  };
}
