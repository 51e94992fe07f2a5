import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { Import } from '../contracts/import.ts';
import { allowedFailures, isBudgetLook } from '../core/error-budget.ts';
import { type ErrorName, RollcallError } from '../runtime/errors.ts';

/**
 * Stops an import of which too many records have failed, so that a wrong file does not run to its end.
 * @throws ErrorBudgetExceeded, with the numbers
 */
export async function checkErrorBudget(
  imports: Pick<ImportStore, 'chunks'>,
  { importId, options, split }: Import,
  chunkIndex: number,
): Promise<void> {
  const { errorBudget } = options;
  if (errorBudget === undefined || split === undefined || !isBudgetLook(chunkIndex, split.chunks)) return;
  const allowed = allowedFailures(errorBudget, split.records);
  let failed = 0;
  for await (const { counts } of imports.chunks(importId)) failed += counts?.failed ?? 0;
  if (failed <= allowed) return;
  throw exceeded(
    `${failed} of ${split.records} records have failed so far, at most ${allowed} were allowed.`,
  );
}

/**
 * What another chunk found: one that waited for its worker need not begin. A resumption, which lifts the budget, is not
 * stopped by what a late worker of the attempt before still says.
 * @throws ErrorBudgetExceeded, as that one said it
 */
export function checkIsNotSpent({ options, reason }: Import): void {
  if (options.errorBudget !== undefined && reason?.code === ('ErrorBudgetExceeded' satisfies ErrorName))
    throw exceeded(reason.message);
}

function exceeded(message: string): RollcallError {
  return new RollcallError('ErrorBudgetExceeded', message, { forSender: message });
}
