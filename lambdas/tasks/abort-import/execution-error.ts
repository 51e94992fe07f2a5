import type { Import } from '../../contracts/import.ts';
import type { AbortRequest } from '../../contracts/state-payloads.ts';

/** The error of a Map whose child failed: it contains nothing about the child. */
export const CHILD_FAILED = 'States.ExceedToleratedFailureThreshold';

/** Step Functions accepts a cause of at most 32,768 characters. */
const MAX_CAUSE = 4_000;

export interface ExecutionError {
  readonly error: string;
  readonly cause: string;
}

/**
 * The error and cause with which the execution ends: those of the failed state, or those of the failed chunk, which its
 * worker has stored on the import. They contain ids and Rollcall's own texts only.
 */
export function executionError(
  { Error: error, Cause = '' }: AbortRequest['error'],
  failure: Import['failure'],
): ExecutionError {
  if (error !== CHILD_FAILED) return { error, cause: Cause.slice(0, MAX_CAUSE) };
  if (failure === undefined)
    return {
      error,
      cause:
        'The function of a chunk ended without an error of its own: it ran out of time or memory. The log of the function names the chunk.',
    };
  const cause = `chunk ${failure.chunk} of the ${failure.phase}: ${failure.cause}`;
  return { error: failure.error, cause: cause.slice(0, MAX_CAUSE) };
}
