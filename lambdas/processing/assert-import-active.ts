import type { Import } from '../contracts/import.ts';
import { FINAL_STATUSES } from '../contracts/import-status.ts';
import { type ErrorName, RollcallError } from '../runtime/errors.ts';

/**
 * Checks before a chunk is started that its import is still active: a chunk may have waited a long time for its
 * worker.
 * @throws StaleInvocation when the import has ended or was cancelled; ErrorBudgetExceeded, with the message of the
 * chunk that found it, when another chunk has used up the budget
 */
export function assertImportActive({ status, cancelRequestedAt, options, reason }: Import): void {
  if (cancelRequestedAt !== undefined || FINAL_STATUSES.has(status))
    throw new RollcallError('StaleInvocation', 'the import has ended or was cancelled meanwhile');
  // A resumed import has no budget any more; a late worker of the previous attempt may still write this reason.
  if (options.errorBudget !== undefined && reason?.code === ('ErrorBudgetExceeded' satisfies ErrorName))
    throw new RollcallError('ErrorBudgetExceeded', reason.message, { forSender: reason.message });
}
