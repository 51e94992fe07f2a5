import { type Duplex, PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { ObjectReference } from '../../contracts/file-layout.ts';
import { gzipProblem } from '../../core/inspection/gzip.ts';
import { fileRejected } from '../../runtime/errors.ts';

/** What happens to the bytes on their way into the copy. */
export type ContentStep = Duplex | ((bytes: AsyncIterable<Buffer>) => AsyncIterable<Buffer>);

/**
 * Copies an upload through the steps, streaming: a range of compressed bytes, or of text in another encoding, could not be
 * read on its own.
 */
export async function copyContent(
  objects: Pick<ObjectStore, 'open' | 'upload'>,
  source: ObjectReference,
  steps: readonly ContentStep[],
  to: { readonly bucket: string; readonly key: string },
): Promise<ObjectReference> {
  const stored = await objects.open(source);
  const plain = new PassThrough();
  // The types of the array form know no functions (@types/node 24).
  const reading = pipeline([stored, ...(steps as readonly Duplex[]), plain]);
  try {
    const [copy] = await Promise.all([
      objects.upload(to.bucket, to.key, plain, 'application/octet-stream'),
      reading,
    ]);
    return { ...to, ...copy };
  } catch (error) {
    const cause = await reading.then(
      () => error,
      (failure: unknown) => failure,
    );
    const problem = gzipProblem(cause);
    throw problem === undefined ? cause : fileRejected(problem);
  }
}
