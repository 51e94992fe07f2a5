import type { Import } from '../contracts/import.ts';
import { FINAL_STATUSES } from '../contracts/import-status.ts';
import { type ErrorName, RollcallError } from '../runtime/errors.ts';

/**
 * Looks, before a chunk is begun, whether its import still wants it: a chunk may have waited long for its worker.
 * @throws StaleInvocation when the import has ended or was cancelled meanwhile; ErrorBudgetExceeded, in the words of the
 *   chunk that found it out, when another chunk used the budget up
 */
export function checkGoesOn({ status, cancelRequestedAt, options, reason }: Import): void {
  if (cancelRequestedAt !== undefined || FINAL_STATUSES.has(status))
    throw new RollcallError('StaleInvocation', 'the import has ended or was cancelled meanwhile');
  // A resumption lifts the budget, whatever a late worker of the attempt before still says.
  if (options.errorBudget !== undefined && reason?.code === ('ErrorBudgetExceeded' satisfies ErrorName))
    throw new RollcallError('ErrorBudgetExceeded', reason.message, { forSender: reason.message });
}
