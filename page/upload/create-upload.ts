import { answer } from '../../client/connect.ts';
import type { NewImport, RollcallClient } from '../../client/rollcall-client.ts';
import { keptFiles } from './kept-files.ts';
import { rememberedUploads, startUpload } from './uploads.ts';

export interface UploadToCreate {
  readonly body: Omit<NewImport, 'bytes'>;
  readonly file: Blob;
  /** Of an import of two files: the header file. */
  readonly header?: File | undefined;
  /** Whether the file is on the person's disk, so that it can be chosen again. */
  readonly isOnDisk: boolean;
  /** The same key creates the same import. */
  readonly idempotencyKey: string;
}

/** Creates an import, remembers it until its file has arrived, and starts to send the file. @returns its id */
export async function createUpload(
  client: RollcallClient,
  { body, file, header, isOnDisk, idempotencyKey }: UploadToCreate,
): Promise<string> {
  const { id, upload, headerUpload } = await answer(
    client.http.POST('/v1/imports', {
      body: { ...body, bytes: file.size },
      headers: { 'idempotency-key': idempotencyKey },
    }),
  );
  if (!isOnDisk) await keptFiles.keep(id, file);
  // A small file is sent again by another import, which would need the header file, too.
  if (header === undefined)
    rememberedUploads.remember({
      importId: id,
      fileName: body.fileName,
      bytes: file.size,
      ...(isOnDisk && file instanceof File && { lastModified: file.lastModified }),
      body,
    });
  startUpload(client, {
    importId: id,
    file,
    ...(upload.method === 'POST' && { form: upload }),
    purpose: body.options?.purpose,
    ...(header && headerUpload?.method === 'POST' && { header: { file: header, form: headerUpload } }),
  });
  return id;
}
