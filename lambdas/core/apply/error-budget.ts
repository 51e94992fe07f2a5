import type { ErrorBudget } from '../../contracts/import-options.ts';

/** How often the budget is checked at most: counting all chunks after each chunk would be quadratic. */
const MAX_CHECKS = 100;

/** How many of the file's records may fail. */
export function allowedFailures(budget: ErrorBudget, records: number): number {
  return 'records' in budget ? budget.records : Math.floor((budget.percent / 100) * records);
}

/**
 * Whether the budget is checked after this chunk: after each chunk of a file with up to 100, otherwise after each of the
 * first ten and then at regular intervals. Failures after the last check do not stop the import.
 */
export function isBudgetCheck(chunkIndex: number, chunks: number): boolean {
  return chunkIndex < 10 || chunkIndex % Math.ceil(chunks / MAX_CHECKS) === 0;
}
