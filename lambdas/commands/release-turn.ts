import type { Executions } from '../adapters/step-functions-executions.ts';
import type { Import } from '../contracts/import.ts';
import type { ReleaseAnswer } from '../contracts/import-commands.ts';
import { FINAL_STATUSES } from '../contracts/import-status.ts';
import { isTicketOf, ticketItem } from '../core/naming/item-keys.ts';
import { type RecoveryPorts, recoverImport } from '../recovery/recover-import.ts';
import { grantNext, releaseTicket, type TurnPorts } from '../turns/grant-next.ts';

export interface ReleaseTurnPorts extends TurnPorts, RecoveryPorts {
  readonly executions: Pick<Executions, 'describe' | 'start'>;
}

/**
 * Releases the place of an import that blocks the queue of its tenant. An import that could still write keeps its place: it
 * has to be cancelled. One whose execution is over is given its end, which releases its turn; only when its recovery was
 * given up, the place is taken from it at once. Its workers have ended hours ago then.
 */
export function createReleaseTurn(ports: ReleaseTurnPorts) {
  return async (item: Import): Promise<ReleaseAnswer> => {
    const { tenant, executionArn, cancelRequestedAt } = item;
    if (!(await hasPlace(ports, item)))
      return refusal(
        'NoTurn',
        'The import has no place in the queue of its tenant: there is nothing to release.',
      );
    // It may be enough that the queue moves: this is what the next sweep would do.
    await grantNext(ports, tenant);
    if (!(await hasPlace(ports, item))) return { released: true };
    if (FINAL_STATUSES.has(item.status)) return release(ports, item);
    const execution = executionArn === '' ? undefined : await ports.executions.describe(executionArn);
    if (execution?.status === 'RUNNING')
      return refusal(
        'Running',
        'The execution of the import is running. Cancel the import: its end releases its turn.',
      );
    if (execution === undefined && cancelRequestedAt === undefined && item.status === 'QUEUED')
      return refusal(
        'NotStarted',
        'The execution of the import has not started. The sweep starts it within 15 minutes. To give it up, cancel it.',
      );
    const recovery = await recoverImport(ports, item, execution);
    if (recovery === 'given-up') return release(ports, item);
    return { released: false, ending: true };
  };
}

async function release(ports: ReleaseTurnPorts, item: Import): Promise<ReleaseAnswer> {
  await releaseTicket(ports, item.tenant, ticketItem(item));
  return { released: true };
}

/** Whether it has the turn, or a ticket that imports behind it wait for. */
async function hasPlace({ turns }: ReleaseTurnPorts, item: Import): Promise<boolean> {
  const [turn, ticket] = await Promise.all([
    turns.readTurn(item.tenant),
    turns.readTicket(item.tenant, ticketItem(item)),
  ]);
  return ticket !== undefined || (turn.ticket !== undefined && isTicketOf(turn.ticket, item.importId));
}

function refusal(code: 'NoTurn' | 'Running' | 'NotStarted', message: string): ReleaseAnswer {
  return { released: false, ending: false, code, message };
}
