import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import { ERROR_CATALOGUE, RollcallError } from '../runtime/errors.ts';

/**
 * Runs a step of a chunk. An error that ends the import is first stored on the import as the reason of its failure:
 * the failed Map Run only says that a child failed.
 */
export async function recordFailureReason<T>(
  imports: Pick<ImportStore, 'update'>,
  importId: string,
  step: () => Promise<T>,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof RollcallError && endsTheImport(error)) {
      const { meaning } = ERROR_CATALOGUE[error.name];
      await imports.update(importId, { reason: { code: error.name, message: error.forSender ?? meaning } });
    }
    throw error;
  }
}

/** A stale invocation ends only itself, and transient errors are retried. */
function endsTheImport({ name }: RollcallError): boolean {
  const { kind } = ERROR_CATALOGUE[name];
  return kind !== 'stale' && kind !== 'transient';
}
