import type { MultipartUploads } from '../adapters/s3-multipart-uploads.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { Import } from '../contracts/import.ts';
import { bytesOfPart, missingParts } from '../core/lifecycle/upload-parts.ts';
import { type PartsUpload, partsUploadOf, takesNoFile } from './parts-upload.ts';

export interface CompleteUploadPorts {
  readonly multipart: Pick<MultipartUploads, 'parts' | 'complete'>;
  readonly objects: Pick<ObjectStore, 'head'>;
}

export type CompleteUploadAnswer =
  | { readonly completed: true; readonly bytes: number }
  | { readonly completed: false; readonly code: 'NotWaiting' | 'Incomplete'; readonly message: string };

type Refusal = Extract<CompleteUploadAnswer, { completed: false }>;

/**
 * Completes an upload in parts: S3 then makes one object of them, and StartImport takes it in. The parts are those that S3
 * lists, so the caller cannot name others, and they must have the announced size. A call that is repeated, because its answer
 * was lost, finds the object and answers the same.
 */
export function createCompleteUpload(ports: CompleteUploadPorts) {
  return async (item: Import): Promise<CompleteUploadAnswer> => {
    const upload = partsUploadOf(item);
    if (upload === undefined)
      return refuse('NotWaiting', 'The file of this import is not uploaded in parts.');
    if (item.source !== undefined) return { completed: true, bytes: upload.bytes };
    if (item.status !== 'AWAITING_UPLOAD' || item.cancelRequestedAt !== undefined)
      return refuse('NotWaiting', takesNoFile(item));
    return complete(ports, upload);
  };
}

async function complete(
  { multipart, objects }: CompleteUploadPorts,
  upload: PartsUpload,
): Promise<CompleteUploadAnswer> {
  const { bucket, key, bytes } = upload;
  const arrived = (await multipart.parts(upload))?.filter(({ number }) => bytesOfPart(upload, number) > 0);
  const missing = arrived === undefined ? [] : missingParts(upload, arrived);
  if (missing.length > 0) return incomplete(missing);
  const outcome = arrived === undefined ? 'gone' : await multipart.complete(upload, arrived);
  if (outcome === 'changed')
    return refuse('Incomplete', 'A part was uploaded again in the meantime. Repeat the request.');
  if (outcome === 'completed' || (await objects.head(bucket, key))?.size === bytes)
    return { completed: true, bytes };
  return refuse('NotWaiting', 'The upload was aborted. Create a new import.');
}

const MOST_SHOWN = 20;

function incomplete(missing: readonly number[]): Refusal {
  const shown = missing.slice(0, MOST_SHOWN).join(', ');
  const more = missing.length > MOST_SHOWN ? ` and ${missing.length - MOST_SHOWN} more` : '';
  const message =
    missing.length === 1
      ? `Part ${shown} has not arrived. Upload it, and repeat the request.`
      : `Parts ${shown}${more} have not arrived. Upload them, and repeat the request.`;
  return refuse('Incomplete', message);
}

function refuse(code: Refusal['code'], message: string): Refusal {
  return { completed: false, code, message };
}
