import type { MultipartUploads } from '../adapters/s3-multipart-uploads.ts';
import type { CancelAnswer, CancelCommand } from '../contracts/import-commands.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { type CancelImportPorts, createCancelImport } from './cancel-import.ts';
import { findOwnImport } from './find-own-import.ts';
import { partsUploadOf } from './parts-upload.ts';

export interface CancelWithUploadPorts extends CancelImportPorts {
  readonly multipart: Pick<MultipartUploads, 'abort'>;
}

/**
 * Cancels an import, and deletes the parts of its file that have arrived, if it is an upload in parts of the API. The import is
 * cancelled first: if the upload is completed in between, the file is not imported. Parts that arrive later are deleted by
 * the bucket's lifecycle.
 */
export function createCancelWithUpload(ports: CancelWithUploadPorts) {
  const cancel = createCancelImport(ports);
  return async (command: CancelCommand, runtime: Pick<TaskRuntime, 'logger'>): Promise<CancelAnswer> => {
    const item = await findOwnImport(ports.imports, command);
    const answer = await cancel(command, runtime);
    const upload = item && partsUploadOf(item);
    if (answer.accepted && upload !== undefined && item?.source === undefined)
      await ports.multipart.abort(upload);
    return answer;
  };
}
