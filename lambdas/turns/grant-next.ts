import type { TurnStore } from '../adapters/dynamo-turn-store.ts';
import type { RefuseTurn, TellTurn } from '../adapters/step-functions-turns.ts';
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
  readonly tellTurn: TellTurn;
  readonly refuseTurn: RefuseTurn;
  readonly now: () => Date;
}

/** So long an import that has its ticket may be without its item, or its execution: start-import is tried three times, minutes apart. */
export const START_WITHIN_MS = 10 * 60_000;

/**
 * Brings a tenant's queue forward until there is nothing to do: the turn is with an import that lives and was told of
 * it, or nobody is ready for it. Anybody may call it at any time, any number of times, side by side.
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

/** Gives an import's ticket back, and with it the turn, if it has that. */
export async function releaseTicket(ports: TurnPorts, tenant: string, ticket: string): Promise<void> {
  // In this order: a holder without a ticket is known to be over, a ticket without a holder might be waiting.
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
  // Where nobody waits it was told before, or is dead: which of both, its execution's end will show.
  if (ticket.token === undefined) return false;
  if (!(await takeTurn(ports, holder))) return true;
  // Again and again, because its grant may have been cut off before it was told, or a later try of the state waits with
  // another token.
  await ports.tellTurn(ticket.token, { fencingToken });
  return false;
}

async function giveToFirst(ports: TurnPorts, tenant: string, turn: Turn): Promise<boolean> {
  const first = await ports.turns.firstTicket(tenant);
  if (first === undefined) return false;
  const holder = await ports.imports.find(first.holder);
  // Its upload was there first, and whoever takes that in is about to write it, or will be called again.
  if (holder === undefined && isAnnounced(first, ports.now())) return false;
  if (holder === undefined || isOver(holder, first)) {
    await giveUp(ports, tenant, first, holder);
    return true;
  }
  if (first.token === undefined) return false;
  // Lost to somebody else or not: the next look tells.
  await ports.turns.grant(tenant, turn, first.item);
  return true;
}

function isAnnounced({ announcedAt }: Ticket, now: Date): boolean {
  return announcedAt !== undefined && now.getTime() - new Date(announcedAt).getTime() < START_WITHIN_MS;
}

/** A ticket that was not given back, or was written late, by an import that has ended or gone on to another attempt. */
function isOver(found: Import, { item }: Ticket): boolean {
  return FINAL_STATUSES.has(found.status) || ticketItem(found) !== item;
}

/**
 * Told before its ticket goes: whoever comes after a crash in between tells it again. And the ticket goes as it was
 * read: with a token that came meanwhile it stays, and the next look tells that one.
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
