import type { ImportEnding } from '../adapters/dynamo-import-lifecycle.ts';
import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { Import } from '../contracts/import.ts';
import { RESUMABLE_STATUSES } from '../contracts/import-status.ts';
import { type AttemptReference, type Ending, EndingSchema } from '../contracts/state-payloads.ts';
import { RollcallError } from '../runtime/errors.ts';

/**
 * Gives an import its final status, unless it already has one. CollectResults and AbortImport may both try after a manual
 * stop: the first one decides, and the other receives the ending that was stored.
 * @throws StaleInvocation when the import has been resumed in the meantime
 */
export async function endImport(
  imports: Pick<ImportStore, 'read' | 'end'>,
  reference: AttemptReference,
  ending: ImportEnding,
): Promise<Ending> {
  const { importId } = reference;
  const attempt = reference.attempt ?? (await imports.read(importId)).attempt;
  if (await imports.end(importId, attempt, ending)) return EndingSchema.parse(ending);
  return howItEnded(await imports.read(importId), attempt);
}

/** @throws StaleInvocation when another attempt is running */
export function howItEnded(item: Import, attempt: number): Ending {
  const ended = EndingSchema.safeParse(item);
  if (ended.success && (item.attempt === attempt || !RESUMABLE_STATUSES.has(item.status))) return ended.data;
  throw new RollcallError('StaleInvocation', 'the import has been resumed in the meantime');
}
