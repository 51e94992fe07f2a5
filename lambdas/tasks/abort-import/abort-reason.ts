import type { Import } from '../../contracts/import.ts';
import { ERROR_CATALOGUE, type ErrorEntry } from '../../runtime/errors.ts';

/** Errors that recovery gives to executions which ended without an error of their own. */
const EXECUTION_ENDINGS: Readonly<Record<string, string>> = {
  ExecutionStopped:
    'The import was stopped before it was complete: by an operator, or because its machine was switched off.',
  ExecutionTimedOut: 'The import took longer than an import is allowed to take.',
  ExecutionLost: 'The import was started, but its execution can no longer be found.',
};

/** The reason that the sender reads for an import that did not complete. */
export function abortReason(
  cancelRequestedAt: string | undefined,
  error: string,
  noted: Import['reason'],
): NonNullable<Import['reason']> {
  if (cancelRequestedAt !== undefined)
    return { code: 'Cancelled', message: 'The import was cancelled on request.' };
  // A failed Map Run says only that a child failed; the child has written the reason on the import.
  if (noted !== undefined && !Object.hasOwn(EXECUTION_ENDINGS, error)) return noted;
  const known = new Map<string, ErrorEntry>(Object.entries(ERROR_CATALOGUE)).get(error);
  const message = EXECUTION_ENDINGS[error] ?? known?.meaning;
  return { code: error, message: message ?? 'The system failed while it was working on this file.' };
}
