import type { MultipartUploads } from '../adapters/s3-multipart-uploads.ts';
import type { Import } from '../contracts/import.ts';
import type { CancelAnswer, CancelCommand } from '../contracts/import-commands.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { partsUploadOf } from './parts-upload.ts';

type Cancel = (command: CancelCommand, runtime: Pick<TaskRuntime, 'logger'>) => Promise<CancelAnswer>;

export interface AbortUploadPorts {
  readonly multipart: Pick<MultipartUploads, 'abort'>;
}

/**
 * Cancels an import of the API, and deletes the parts of its file that have arrived. The import is cancelled first: if the
 * upload is completed in between, the file is not imported. Parts that arrive later are deleted by the bucket's lifecycle.
 */
export function cancelWithUpload(cancel: Cancel, { multipart }: AbortUploadPorts) {
  return async (item: Import, runtime: Pick<TaskRuntime, 'logger'>): Promise<CancelAnswer> => {
    const answer = await cancel(item, runtime);
    const upload = partsUploadOf(item);
    if (answer.accepted && upload !== undefined && item.source === undefined) await multipart.abort(upload);
    return answer;
  };
}
