import type { Import } from '../contracts/import.ts';
import { FileRejected } from './errors.ts';

interface ReasonStore {
  update(importId: string, change: Pick<Import, 'reason'>): Promise<void>;
}

/**
 * Runs a task that may reject the file. The reason, which may quote the file, goes on the import before the error
 * leaves for the state machine, which only learns its code.
 */
export async function recordRejection<T>(
  imports: ReasonStore,
  importId: string,
  task: () => Promise<T>,
): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof FileRejected) await imports.update(importId, { reason: error.reason });
    throw error;
  }
}
