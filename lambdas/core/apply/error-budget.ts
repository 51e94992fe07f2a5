import type { ErrorBudget } from '../../contracts/import-options.ts';

/** The chunks after which the budget is looked at, at most: counting them all each time would cost the square of them. */
const MAX_LOOKS = 100;

/** How many of the file's records may fail. */
export function allowedFailures(budget: ErrorBudget, records: number): number {
  return 'records' in budget ? budget.records : Math.floor((budget.percent / 100) * records);
}

/** Whether the budget is looked at after this chunk: the first ten, and then often enough. */
export function isBudgetLook(chunkIndex: number, chunks: number): boolean {
  return chunkIndex < 10 || chunkIndex % Math.ceil(chunks / MAX_LOOKS) === 0;
}
