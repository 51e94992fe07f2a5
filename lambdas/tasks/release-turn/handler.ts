import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import { FINAL_STATUSES } from '../../contracts/import-status.ts';
import type { AttemptReference, ImportReference } from '../../contracts/state-payloads.ts';
import { isLatestAttempt } from '../../core/lifecycle/attempt.ts';
import { ticketItem } from '../../core/naming/item-keys.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { releaseTicket, type TurnPorts } from '../../turns/grant-next.ts';

export interface ReleaseTurnPorts extends TurnPorts {
  readonly imports: Pick<ImportStore, 'find' | 'read'>;
}

/** Removes an ended import from the queue, whether or not it had its turn, and gives the turn to the next import. */
export function createReleaseTurn(ports: ReleaseTurnPorts) {
  return async (reference: AttemptReference, { logger }: TaskRuntime): Promise<ImportReference> => {
    const { importId } = reference;
    const item = await ports.imports.read(importId);
    // A later attempt has its own place, and an import that has not ended still needs its place.
    const mayRelease = FINAL_STATUSES.has(item.status) && isLatestAttempt(reference, item);
    if (mayRelease) await releaseTicket(ports, item.tenant, ticketItem(item));
    else logger.warn('turn kept', { status: item.status, attempt: item.attempt });
    return { importId };
  };
}
