import type { AbortedFile } from '../../contracts/import.ts';
import type { FinalStatus } from '../../contracts/import-status.ts';

/** By the code of the reason. No status but ABORTED is a failure of the system: the execution succeeds, and no alarm is raised. */
const STATUSES: ReadonlyMap<string, FinalStatus> = new Map([
  ['Cancelled', 'CANCELLED'],
  ['ErrorBudgetExceeded', 'STOPPED'],
  ['SourceDeleted', 'STOPPED'],
  ['SourceChanged', 'SUPERSEDED'],
]);

/** The codes after which the bytes of the upload can no longer be read. */
const WITHOUT_SOURCE: ReadonlySet<string> = new Set(['SourceDeleted', 'SourceChanged']);

export function abortedStatus(
  code: string,
): Extract<FinalStatus, 'ABORTED' | 'CANCELLED' | 'STOPPED' | 'SUPERSEDED'> {
  return (STATUSES.get(code) ?? 'ABORTED') as 'ABORTED';
}

/** The files that WriteAbortedFiles writes for an import that was split. */
export function incompleteFiles(code: string): AbortedFile[] {
  return WITHOUT_SOURCE.has(code) ? ['results'] : ['results', 'unprocessedRecords'];
}
