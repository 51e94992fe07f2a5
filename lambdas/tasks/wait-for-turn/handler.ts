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
 * Says that an import is ready to write, and lets the queue move on. The state waits for its token, at no cost, until
 * an earlier import gives its turn back and so hands it on.
 */
export function createWaitForTurn(ports: WaitForTurnPorts) {
  return async ({ importId, attempt, taskToken, retry }: TurnRequest): Promise<ImportReference> => {
    const item = await ports.imports.read(importId);
    if (attempt !== undefined && attempt !== item.attempt)
      throw new RollcallError('StaleInvocation', 'the import has been resumed since');
    const ticket = ticketItem(item);
    await ports.turns.putTicket(item.tenant, { item: ticket, holder: importId });
    await ports.turns.attachToken(item.tenant, ticket, taskToken, retry);
    await grantNext(ports, item.tenant);
    // A try before this one may have had the import superseded, and its ticket given up before this one's token was there.
    if ((await ports.imports.read(importId)).status === 'SUPERSEDED') await ports.refuseTurn(taskToken);
    return { importId };
  };
}
