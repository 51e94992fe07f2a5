import type { TurnStore } from '../adapters/dynamo-turn-store.ts';
import type { NotifyTurn, RefuseTurn } from '../adapters/step-functions-turns.ts';
import type { Import } from '../contracts/import.ts';
import { FINAL_STATUSES } from '../contracts/import-status.ts';
import type { Ticket, Turn } from '../contracts/turn.ts';
import { ticketItem } from '../core/naming/item-keys.ts';
import { type TakeTurnPorts, takeTurn } from './take-turn.ts';

export interface TurnPorts extends TakeTurnPorts {
  readonly turns: Pick<
    TurnStore,
    | 'readTicket'
    | 'firstTicket'
    | 'attachToken'
    | 'deleteTicket'
    | 'dropTicket'
    | 'readTurn'
    | 'grant'
    | 'takeBack'
  >;
  readonly imports: { find(importId: string): Promise<Import | undefined> };
  readonly notifyTurn: NotifyTurn;
  readonly refuseTurn: RefuseTurn;
  readonly now: () => Date;
}

/** How long a ticket may exist before its import or its execution: StartImport is tried three times, minutes apart. */
export const START_WITHIN_MS = 10 * 60_000;

/**
 * Advances a tenant's queue until there is nothing to do: an active import has the turn and was notified, or no import
 * is ready for it. May be called at any time, any number of times, also concurrently.
 */
export async function grantNext(ports: TurnPorts, tenant: string): Promise<void> {
  for (;;) {
    const turn = await ports.turns.readTurn(tenant);
    const moved =
      turn.ticket === undefined
        ? await giveToFirst(ports, tenant, turn)
        : await notifyHolder(ports, tenant, turn, turn.ticket);
    if (!moved) return;
  }
}

/** Deletes an import's ticket and releases its turn, if it has the turn. */
export async function releaseTicket(ports: TurnPorts, tenant: string, ticket: string): Promise<void> {
  // In this order: a turn whose ticket is gone is known to be over, but a ticket without the turn might be waiting.
  await ports.turns.deleteTicket(tenant, ticket);
  await ports.turns.takeBack(tenant, ticket);
  await grantNext(ports, tenant);
}

async function notifyHolder(
  ports: TurnPorts,
  tenant: string,
  { fencingToken }: Turn,
  item: string,
): Promise<boolean> {
  const ticket = await ports.turns.readTicket(tenant, item);
  const holder = ticket && (await ports.imports.find(ticket.holder));
  if (ticket === undefined || holder === undefined || isOver(holder, ticket)) {
    if (ticket !== undefined) await giveUp(ports, tenant, ticket, holder);
    await ports.turns.takeBack(tenant, item);
    return true;
  }
  // Without a token it was notified before, or has died: the end of its execution will show which.
  if (ticket.token === undefined) return false;
  if (!(await takeTurn(ports, holder))) return true;
  // Repeated on each call: an earlier call may have been interrupted before it notified, or a later try of the state
  // waits with another token.
  await ports.notifyTurn(ticket.token, { fencingToken });
  return false;
}

async function giveToFirst(ports: TurnPorts, tenant: string, turn: Turn): Promise<boolean> {
  const first = await ports.turns.firstTicket(tenant);
  if (first === undefined) return false;
  const holder = await ports.imports.find(first.holder);
  // Its upload arrived first; StartImport is about to write the import, or will be called again.
  if (holder === undefined && isAnnounced(first, ports.now())) return false;
  if (holder === undefined || isOver(holder, first)) {
    await giveUp(ports, tenant, first, holder);
    return true;
  }
  if (first.token === undefined) return false;
  // Whether or not another caller was first, the next iteration reads the turn again.
  await ports.turns.grant(tenant, turn, first.item);
  return true;
}

function isAnnounced({ announcedAt }: Ticket, now: Date): boolean {
  return announcedAt !== undefined && now.getTime() - new Date(announcedAt).getTime() < START_WITHIN_MS;
}

/** Whether the ticket is left over from an import that has ended or continues in another attempt. */
function isOver(found: Import, { item }: Ticket): boolean {
  return FINAL_STATUSES.has(found.status) || ticketItem(found) !== item;
}

/**
 * Notifies before it deletes the ticket, so that the next call repeats both after a crash in between. The ticket is
 * deleted only as it was read: if it has a new token, it stays, and the next iteration notifies that token.
 */
async function giveUp(
  ports: TurnPorts,
  tenant: string,
  ticket: Ticket,
  holder: Import | undefined,
): Promise<void> {
  if (holder?.status === 'SUPERSEDED' && ticket.token !== undefined) await ports.refuseTurn(ticket.token);
  await ports.turns.dropTicket(tenant, ticket);
}
