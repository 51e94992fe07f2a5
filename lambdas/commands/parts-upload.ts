import type { MultipartUpload } from '../adapters/s3-multipart-uploads.ts';
import type { Import } from '../contracts/import.ts';
import type { PartPlan } from '../core/lifecycle/upload-parts.ts';

export type PartsUpload = MultipartUpload & PartPlan;

/** The upload of an import whose file is uploaded in parts; undefined for other imports. */
export function partsUploadOf({ upload }: Pick<Import, 'upload'>): PartsUpload | undefined {
  if (upload?.multipart === undefined) return undefined;
  const { bucket, key, bytes, multipart } = upload;
  return { bucket, key, bytes, ...multipart };
}

/** Why an import takes no file. It has its status for a moment longer when it was cancelled. */
export function takesNoFile({
  status,
  cancelRequestedAt,
}: Pick<Import, 'status' | 'cancelRequestedAt'>): string {
  const is =
    status === 'AWAITING_UPLOAD' && cancelRequestedAt !== undefined ? 'was cancelled' : `is ${status}`;
  return `The import does not wait for its file: it ${is}.`;
}
