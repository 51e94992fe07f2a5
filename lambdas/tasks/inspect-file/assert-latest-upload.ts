import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { ObjectReference } from '../../contracts/file-layout.ts';
import type { UploadedImport } from '../../contracts/import.ts';
import { RollcallError } from '../../runtime/errors.ts';

/**
 * Checks that the files of an import were not uploaded again under the same key. In a bucket with versions the earlier
 * content could still be read, and would be imported although its sender has replaced it. A resumed import is not checked:
 * its first records may have been imported already.
 * @throws SourceChanged
 */
export async function assertLatestUpload(
  objects: Pick<ObjectStore, 'head'>,
  item: UploadedImport,
): Promise<void> {
  if (item.attempt > 1) return;
  const { header, data } = item.feed ?? {};
  for (const source of [item.source, ...[header, data].flatMap((file) => file?.object ?? [])])
    if (await isReplaced(objects, source))
      throw new RollcallError('SourceChanged', 'the object was replaced before its import began');
}

/** Not when it was deleted: in a bucket with versions, what was uploaded is still imported. */
async function isReplaced(
  objects: Pick<ObjectStore, 'head'>,
  { bucket, key, etag, versionId }: ObjectReference,
): Promise<boolean> {
  const latest = await objects.head(bucket, key);
  if (latest === undefined) return false;
  return latest.etag !== etag || (versionId !== undefined && latest.versionId !== versionId);
}
