import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import { allowedFailures, isBudgetCheck } from '../core/apply/error-budget.ts';
import { plural } from '../core/wording/plural.ts';
import { RollcallError } from '../runtime/errors.ts';
import type { SplitImport } from './import-stage.ts';

/**
 * Stops an import when too many records have failed, so that a wrong file is not processed to its end.
 * @throws ErrorBudgetExceeded, with the numbers
 */
export async function checkErrorBudget(
  imports: Pick<ImportStore, 'chunks'>,
  { importId, options, split }: SplitImport,
  chunkIndex: number,
): Promise<void> {
  const { errorBudget } = options;
  if (errorBudget === undefined || !isBudgetCheck(chunkIndex, split.chunks)) return;
  const allowed = allowedFailures(errorBudget, split.records);
  let failed = 0;
  for await (const { counts } of imports.chunks(importId)) failed += counts?.failed ?? 0;
  if (failed <= allowed) return;
  const message = `${failed} of ${plural(split.records, 'record')} failed; the import allows at most ${plural(allowed, 'failure')}.`;
  throw new RollcallError('ErrorBudgetExceeded', message, { forSender: message });
}
