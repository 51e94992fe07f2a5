import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { AttemptReference, ImportReference } from '../../contracts/state-payloads.ts';
import { ticketItem } from '../../core/naming/item-keys.ts';
import { RollcallError } from '../../runtime/errors.ts';
import { releaseTicket, type TurnPorts } from '../../turns/grant-next.ts';

export interface YieldTurnPorts extends TurnPorts {
  readonly imports: Pick<ImportStore, 'find' | 'read'>;
}

/**
 * Leaves the queue while the import waits for its confirmation, so that other imports do not wait for a person. A confirmed
 * import gets a new place in the queue.
 */
export function createYieldTurn(ports: YieldTurnPorts) {
  return async ({ importId, attempt }: AttemptReference): Promise<ImportReference> => {
    const item = await ports.imports.read(importId);
    if (attempt !== undefined && attempt !== item.attempt)
      throw new RollcallError('StaleInvocation', 'the import was resumed since');
    // Late, after the confirmation: the ticket is now that of its new place.
    if (item.confirmation?.confirmedAt !== undefined) return { importId };
    await releaseTicket(ports, item.tenant, ticketItem(item));
    return { importId };
  };
}
