import type { Import } from '../../contracts/import.ts';
import { RESUMABLE_STATUSES } from '../../contracts/import-status.ts';

/** Whether to offer that the import is resumed: ResumeImport refuses it when the file is gone. */
export function isResumable({ status, reason }: Pick<Import, 'status' | 'reason'>): boolean {
  return RESUMABLE_STATUSES.has(status) && reason?.code !== 'SourceDeleted';
}
