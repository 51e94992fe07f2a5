import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { ObjectReference } from '../../contracts/file-layout.ts';
import { gzipProblem } from '../../core/inspection/encoding.ts';
import { FileRejected } from '../../runtime/errors.ts';

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
  const reading = pipeline(compressed, createGunzip(), limitTo(to.maxBytes), plain);
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

function limitTo(maxBytes: number) {
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
      yield piece;
    }
  };
}
