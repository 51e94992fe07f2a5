import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { S3rverStore } from '@20minutes/s3rver';

export interface StoredPart {
  readonly number: number;
  readonly bytes: number;
  /** Without quotes. */
  readonly etag: string;
  readonly modifiedAt: Date;
}

export interface StoredUpload {
  readonly key: string;
  readonly uploadId: string;
  readonly startedAt: Date;
}

/** Multipart uploads that are not complete, as s3rver stores them: one folder each, with a file for each part. */
export interface StoredUploads {
  /** Undefined: the upload was never started, was completed or aborted, or belongs to another key. */
  find(bucket: string, uploadId: string, key?: string): Promise<StoredUpload | undefined>;
  /** By number. */
  parts(bucket: string, uploadId: string): Promise<readonly StoredPart[]>;
  /** By key, then by start. */
  list(bucket: string): Promise<readonly StoredUpload[]>;
  remove(bucket: string, uploadId: string): Promise<void>;
}

/** What s3rver makes; any other id must not become a path. */
const UPLOAD_ID = /^[0-9a-f]{32}$/;

export function createStoredUploads(store: S3rverStore): StoredUploads {
  const root = (bucket: string): string => store.getResourcePath(bucket, undefined, 'uploads');
  const folder = (bucket: string, uploadId: string): string => join(root(bucket), uploadId);

  async function find(bucket: string, uploadId: string, key?: string): Promise<StoredUpload | undefined> {
    if (!UPLOAD_ID.test(uploadId)) return undefined;
    const file = join(folder(bucket, uploadId), 'key');
    const found = await unlessMissing(Promise.all([readFile(file, 'utf8'), stat(file)]));
    if (found === undefined || (key !== undefined && found[0] !== key)) return undefined;
    return { key: found[0], uploadId, startedAt: found[1].mtime };
  }

  return {
    find,
    async parts(bucket, uploadId) {
      const names = (await unlessMissing(readdir(folder(bucket, uploadId)))) ?? [];
      const numbers = names.filter((name) => /^\d+$/.test(name)).map(Number);
      const parts = await Promise.all(
        numbers.map((number) => readPart(join(folder(bucket, uploadId), String(number)), number)),
      );
      return parts.filter((part) => part !== undefined).sort((one, other) => one.number - other.number);
    },
    async list(bucket) {
      const ids = (await unlessMissing(readdir(root(bucket)))) ?? [];
      const uploads = await Promise.all(ids.map((uploadId) => find(bucket, uploadId)));
      return uploads
        .filter((upload) => upload !== undefined)
        .sort((one, other) =>
          one.key === other.key
            ? Number(one.startedAt) - Number(other.startedAt)
            : one.key < other.key
              ? -1
              : 1,
        );
    },
    remove: (bucket, uploadId) => rm(folder(bucket, uploadId), { recursive: true, force: true }),
  };
}

/** A part whose MD5 file is not written yet has not arrived. */
async function readPart(file: string, number: number): Promise<StoredPart | undefined> {
  const read = await unlessMissing(Promise.all([stat(file), readFile(`${file}.md5`, 'utf8')]));
  return read && { number, bytes: read[0].size, etag: read[1], modifiedAt: read[0].mtime };
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
