import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { AttemptReference, ImportReference } from '../../contracts/state-payloads.ts';
import { ticketItem } from '../../core/naming/item-keys.ts';
import { RollcallError } from '../../runtime/errors.ts';
import { releaseTicket, type TurnPorts } from '../../turns/grant-next.ts';

export interface YieldTurnPorts extends TurnPorts {
  readonly imports: Pick<ImportStore, 'find' | 'read'>;
}

/**
 * Leaves the queue for as long as a person decides: nobody waits behind an import that may never be made. One that is
 * confirmed arrives anew.
 */
export function createYieldTurn(ports: YieldTurnPorts) {
  return async ({ importId, attempt }: AttemptReference): Promise<ImportReference> => {
    const item = await ports.imports.read(importId);
    if (attempt !== undefined && attempt !== item.attempt)
      throw new RollcallError('StaleInvocation', 'the import has been resumed since');
    // Late, when its sender has said yes: its ticket now is that of its new place.
    if (item.confirmation?.confirmedAt !== undefined) return { importId };
    await releaseTicket(ports, item.tenant, ticketItem(item));
    return { importId };
  };
}
