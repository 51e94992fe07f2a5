import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { ObjectReference } from '../../contracts/file-layout.ts';
import { gzipProblem } from '../../core/inspection/encoding.ts';
import { FileRejected } from '../../runtime/errors.ts';

/**
 * How much a gzip file may contain. Files of users are a tenth or a thirtieth of their size in gzip; a file that repeats one
 * bad record is a thousandth, and would make a report of megabytes out of a kilobyte.
 */
export const GZIP_LIMITS = {
  /** Decompressed bytes for each compressed one. */
  ratio: 200,
  /** Decompressed bytes that any file may contain. */
  freeBytes: 256 * 1024,
} as const;

export interface DecompressTo {
  readonly bucket: string;
  readonly key: string;
  /** The most decompressed bytes: a few kilobytes of gzip can contain gigabytes. */
  readonly maxBytes: number;
}

/** Copies a gzip object decompressed, streaming: a range of the compressed bytes could not be read on its own. */
export async function decompress(
  objects: ObjectStore,
  source: ObjectReference,
  to: DecompressTo,
): Promise<ObjectReference> {
  const compressed = await objects.open(source);
  const plain = new PassThrough();
  const reading = pipeline(compressed, createGunzip(), limitTo(to.maxBytes, source.size), plain);
  try {
    const [stored] = await Promise.all([
      objects.upload(to.bucket, to.key, plain, 'application/octet-stream'),
      reading,
    ]);
    return { bucket: to.bucket, key: to.key, ...stored };
  } catch (error) {
    const cause = await reading.then(
      () => error,
      (failure: unknown) => failure,
    );
    const problem = gzipProblem(cause);
    throw problem === undefined ? cause : new FileRejected(problem.code, problem.message);
  }
}

/** @throws FileRejected beyond `maxBytes`, or beyond what a file of `compressedBytes` may contain */
function limitTo(maxBytes: number, compressedBytes: number) {
  const inProportion = Math.max(GZIP_LIMITS.freeBytes, GZIP_LIMITS.ratio * compressedBytes);
  return async function* (bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let total = 0;
    for await (const piece of bytes) {
      total += piece.length;
      if (total > maxBytes) {
        throw new FileRejected(
          'FILE_TOO_LARGE',
          `The file has more than ${maxBytes} bytes when decompressed. Divide it into smaller files.`,
        );
      }
      if (total > inProportion) {
        throw new FileRejected(
          'FILE_TOO_LARGE',
          `The gzip file of ${compressedBytes} bytes contains more than ${inProportion}: expected at most ${GZIP_LIMITS.ratio} times its size. Upload the file uncompressed.`,
        );
      }
      yield piece;
    }
  };
}
