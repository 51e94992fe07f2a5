import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import { ERROR_CATALOGUE, RollcallError } from '../runtime/errors.ts';

/**
 * Runs a step of a chunk. What ends the import for good is written on it first: the Map Run that fails because of a
 * child says only that a child failed.
 */
export async function noteReason<T>(
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

/** An invocation that comes too late ends nothing but itself; what is transient is tried again. */
function endsTheImport({ name }: RollcallError): boolean {
  return name !== 'StaleInvocation' && ERROR_CATALOGUE[name].kind !== 'transient';
}
