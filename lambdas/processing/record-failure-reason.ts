import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import { ERROR_CATALOGUE, RollcallError } from '../runtime/errors.ts';
import { publicError } from '../runtime/public-error.ts';

/** Characters of a cause: it is stored on the import, an item of at most 400 KB. */
const MAX_CAUSE = 2_000;

/**
 * Runs a step of a chunk, and stores its error on the import: the failed Map Run only says that a child failed. An error
 * that ends the import is stored as the reason for the sender as well.
 */
export async function recordFailureReason<T>(
  imports: Pick<ImportStore, 'update' | 'recordFailure'>,
  { importId, chunk }: { readonly importId: string; readonly chunk?: { readonly index: number } },
  step: () => Promise<T>,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const visible = publicError(error);
    const isFinal = visible instanceof RollcallError && ERROR_CATALOGUE[visible.name].kind !== 'transient';
    // A stale invocation ends only itself.
    if (visible instanceof RollcallError && ERROR_CATALOGUE[visible.name].kind === 'stale') throw error;
    if (chunk !== undefined) {
      const failure = {
        error: visible.name,
        cause: visible.message.slice(0, MAX_CAUSE),
        chunk: chunk.index,
        isFinal,
      };
      await imports.recordFailure(importId, failure);
    }
    if (isFinal && visible instanceof RollcallError) {
      const { meaning } = ERROR_CATALOGUE[visible.name];
      const reason = { code: visible.name, message: visible.forSender ?? meaning };
      await imports.update(importId, { reason });
    }
    throw error;
  }
}
