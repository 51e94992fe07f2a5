import type { ImportView } from '../../client/rollcall-client.ts';
import type { ImportStatus } from '../api/views.ts';

/** In the order in which the filter lists them. */
export const STATUSES: readonly ImportStatus[] = [
  'AWAITING_UPLOAD',
  'QUEUED',
  'RUNNING',
  'AWAITING_CONFIRMATION',
  'COMPLETED',
  'COMPLETED_WITH_ERRORS',
  'EVALUATED',
  'REJECTED',
  'CANCELLED',
  'STOPPED',
  'ABORTED',
  'EXPIRED',
  'SUPERSEDED',
];

export function isStatus(text: string | undefined): text is ImportStatus {
  return STATUSES.some((status) => status === text);
}

/** Whether the import goes on by itself. */
export function isRunning(status: ImportStatus): boolean {
  return ['AWAITING_UPLOAD', 'QUEUED', 'RUNNING'].includes(status);
}

const RESUMABLE: readonly ImportStatus[] = ['ABORTED', 'STOPPED', 'CANCELLED'];

/** Without its file there is nothing to go on with. */
export function isResumable({ status, timings }: Pick<ImportView, 'status' | 'timings'>): boolean {
  return RESUMABLE.includes(status) && timings.uploadedAt !== undefined;
}
