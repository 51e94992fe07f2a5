import type { CompletedPart, S3rverStore } from '@20minutes/s3rver';
// biome-ignore lint/style/noRestrictedImports: the folder lib/ of s3rver, not of this project.
import S3Error from '@20minutes/s3rver/lib/models/error.js';
import type { StoredPart, StoredUploads } from './stored-uploads.ts';

/** Of each part but the last one. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html, 2026-11 */
const MIN_PART_BYTES = 5 * 1024 * 1024;

/**
 * Completes a multipart upload only as S3 does: from parts that have arrived, in ascending order, with their ETags, and none
 * too small. s3rver checks none of it, and answers a second completion with 500.
 */
export function checkCompletions(store: S3rverStore, uploads: StoredUploads): void {
  const complete = store.putObjectMultipart.bind(store);
  const completing = new Map<string, Promise<unknown>>();

  async function checked(bucket: string, uploadId: string, parts: readonly CompletedPart[]) {
    if ((await uploads.find(bucket, uploadId)) === undefined)
      throw new S3Error('NoSuchUpload', 'The specified multipart upload does not exist.');
    assertParts(parts, await uploads.parts(bucket, uploadId));
    return complete(bucket, uploadId, parts);
  }

  store.putObjectMultipart = (bucket, uploadId, parts) => {
    const before = completing.get(uploadId) ?? Promise.resolve();
    const own = before.catch(() => undefined).then(() => checked(bucket, uploadId, parts));
    completing.set(uploadId, own);
    return own.finally(() => {
      if (completing.get(uploadId) === own) completing.delete(uploadId);
    });
  };
}

function assertParts(parts: readonly CompletedPart[], stored: readonly StoredPart[]): void {
  if (parts.some(({ number }, index) => number <= (parts[index - 1]?.number ?? 0)))
    throw new S3Error(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. The parts list must be specified in order by part number.',
    );
  const known = new Map(stored.map((part) => [part.number, part]));
  for (const [index, { number, etag }] of parts.entries()) {
    const part = known.get(number);
    if (part?.etag !== etag)
      throw new S3Error(
        'InvalidPart',
        "One or more of the specified parts could not be found. The part might not have been uploaded, or the specified entity tag might not have matched the part's entity tag.",
      );
    if (part.bytes < MIN_PART_BYTES && index < parts.length - 1)
      throw new S3Error(
        'EntityTooSmall',
        'Your proposed upload is smaller than the minimum allowed object size.',
      );
  }
}
