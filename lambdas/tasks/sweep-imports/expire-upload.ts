import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { Import } from '../../contracts/import.ts';

/** Ends an import of the API whose file was not uploaded in time. @returns whether it ended */
export async function expireUpload(
  { imports, now }: { readonly imports: Pick<ImportStore, 'abandon'>; readonly now: () => Date },
  { importId, attempt, fileName, upload, feed }: Import,
): Promise<boolean> {
  if (upload === undefined || now().toISOString() < upload.expiresAt) return false;
  // Of a pair, one file may have arrived.
  const isHeaderMissing =
    upload.header !== undefined && feed?.header === undefined && feed?.data !== undefined;
  const missing = isHeaderMissing ? upload.header?.key.split('/').at(-1) : fileName;
  return imports.abandon(importId, attempt, {
    code: 'FILE_MISSING',
    message: `${missing} was not uploaded until ${upload.expiresAt}. Create a new import.`,
  });
}
