import type { Import } from '../../contracts/import.ts';
import { FINAL_STATUSES } from '../../contracts/import-status.ts';
import { UPLOADS_PREFIX, WORK_PREFIX } from '../../contracts/object-prefixes.ts';
import { objectKeys } from '../../core/naming/object-keys.ts';
import type { ErasurePorts } from './erasure-ports.ts';
import { forEachImport } from './for-each-import.ts';
import type { Phase } from './phase.ts';

/**
 * Deletes the files of the tenant's imports that have ended: results, work files and uploads. For a user, only those of
 * imports of its type, because only they can contain it, and only if this was asked for.
 */
export const eraseFiles: Phase = async (slice, ports) => {
  const { erasure } = slice;
  const { withFiles, user, tenant } = erasure;
  if (!withFiles) return { done: true };
  let objects = 0;
  const visited = await forEachImport(slice, ports, async (item) => {
    if (!FINAL_STATUSES.has(item.status)) return;
    if (user !== undefined && item.importType !== user.importType) return;
    objects += await eraseFilesOf(item, ports);
    // The first errors quote values, and links to deleted files would be broken.
    if (user !== undefined)
      await ports.imports.update(item.importId, { files: {}, firstErrors: [], firstWarnings: [] });
  });
  if (visited.done && user === undefined) objects += await eraseUploads(`${UPLOADS_PREFIX}${tenant}/`, ports);
  return { ...visited, counts: { objects } };
};

async function eraseFilesOf(item: Import, ports: ErasurePorts): Promise<number> {
  const { importId, source, feed } = item;
  const { objectEraser, resultsBucket } = ports;
  const results = await objectEraser.deleteAll(resultsBucket, `${objectKeys.files(item)}/`);
  const work = await objectEraser.deleteAll(resultsBucket, `${WORK_PREFIX}${importId}/`);
  // An import before 0.2 has its files in another folder.
  const named = Object.values(item.files ?? {}).flatMap((file) => file?.key ?? []);
  const before = named.filter((key) => !key.startsWith(`${objectKeys.files(item)}/`));
  for (const key of before) await objectEraser.delete(resultsBucket, key);
  const uploads = [source, feed?.header?.object, feed?.data?.object].filter((one) => one !== undefined);
  for (const { bucket, key, versionId } of uploads) await objectEraser.delete(bucket, key, versionId);
  return results + before.length + work + uploads.length;
}

/** Uploads that no import has, such as files in staging: their latest versions. */
async function eraseUploads(
  prefix: string,
  { objects, objectEraser, uploadsBucket }: ErasurePorts,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const keys = await objectEraser.list(uploadsBucket, prefix);
    if (keys.length === 0) return deleted;
    for (const key of keys) {
      const head = await objects.head(uploadsBucket, key);
      await objectEraser.delete(uploadsBucket, key, head?.versionId);
    }
    deleted += keys.length;
  }
}
