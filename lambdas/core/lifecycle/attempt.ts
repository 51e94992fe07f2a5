import type { Import } from '../../contracts/import.ts';
import type { AttemptReference } from '../../contracts/state-payloads.ts';

/** The attempt that a task acts on: that of its input, or the latest one when an operator calls the task without. */
export function attemptOf({ attempt }: AttemptReference, item: Pick<Import, 'attempt'>): number {
  return attempt ?? item.attempt;
}

/** Whether the task acts on the import's latest attempt. False: the import was resumed since. */
export function isLatestAttempt(reference: AttemptReference, item: Pick<Import, 'attempt'>): boolean {
  return attemptOf(reference, item) === item.attempt;
}
