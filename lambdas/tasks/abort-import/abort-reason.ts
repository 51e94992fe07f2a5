import type { Import } from '../../contracts/import.ts';
import type { AbortRequest } from '../../contracts/state-payloads.ts';
import { FUNCTION_KILLED } from '../../processing/record-killed-function.ts';
import { ERROR_CATALOGUE, type ErrorEntry } from '../../runtime/errors.ts';
import { CHILD_FAILED, executionError } from './execution-error.ts';

/** Errors that recovery gives to executions which ended without an error of their own. */
const EXECUTION_ENDINGS: Readonly<Record<string, string>> = {
  ExecutionStopped:
    'The import was stopped before it was complete: by an operator, or because its machine was switched off.',
  ExecutionTimedOut: 'The import took longer than an import is allowed to take.',
  ExecutionLost: 'The import was started, but its execution can no longer be found.',
};

/** Characters of the cause that an operator gave when stopping the execution. */
const MAX_CAUSE = 500;

type Recorded = Pick<Import, 'cancelRequestedAt' | 'reason' | 'failure'>;

/** The reason that the sender reads for an import that did not complete. */
export function abortReason(
  { cancelRequestedAt, reason, failure }: Recorded,
  failed: AbortRequest['error'],
): NonNullable<Import['reason']> {
  const { Error: error, Cause: cause } = failed;
  if (cancelRequestedAt !== undefined)
    return { code: 'Cancelled', message: 'The import was cancelled on request.' };
  if (Object.hasOwn(EXECUTION_ENDINGS, error)) {
    const message = EXECUTION_ENDINGS[error] as string;
    return { code: error, message: cause ? `${message} Cause: ${cause.slice(0, MAX_CAUSE)}` : message };
  }
  // The worker has written the reason on the import.
  if (reason !== undefined) return reason;
  const shown = error === CHILD_FAILED ? executionError(failed, failure) : { error, cause: '' };
  const code = shown.error;
  if (code === FUNCTION_KILLED)
    return { code, message: `A part of the file could not be processed: ${shown.cause}` };
  const known = new Map<string, ErrorEntry>(Object.entries(ERROR_CATALOGUE)).get(code);
  return { code, message: known?.meaning ?? 'The system failed while it was working on this file.' };
}
