import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { TurnStore } from '../../adapters/dynamo-turn-store.ts';
import type { ImportReference } from '../../contracts/state-payloads.ts';
import type { TurnRequest } from '../../contracts/turn.ts';
import { ticketItem } from '../../core/naming/item-keys.ts';
import { RollcallError } from '../../runtime/errors.ts';
import { grantNext, type TurnPorts } from '../../turns/grant-next.ts';

export interface WaitForTurnPorts extends TurnPorts {
  readonly imports: Pick<ImportStore, 'find' | 'read'>;
  readonly turns: TurnPorts['turns'] & Pick<TurnStore, 'putTicket'>;
}

/**
 * Marks an import as ready to write, and advances the queue. The state waits for its task token, without cost, until
 * earlier imports have released their turn.
 */
export function createWaitForTurn(ports: WaitForTurnPorts) {
  return async ({ importId, attempt, taskToken, retry }: TurnRequest): Promise<ImportReference> => {
    const item = await ports.imports.read(importId);
    if (attempt !== undefined && attempt !== item.attempt)
      throw new RollcallError('StaleInvocation', 'the import was resumed since');
    const ticket = ticketItem(item);
    await ports.turns.putTicket(item.tenant, { item: ticket, holder: importId });
    await ports.turns.attachToken(item.tenant, ticket, taskToken, retry);
    await grantNext(ports, item.tenant);
    // An earlier try may have superseded the import and deleted its ticket before this try's token was stored.
    if ((await ports.imports.read(importId)).status === 'SUPERSEDED') await ports.refuseTurn(taskToken);
    return { importId };
  };
}
