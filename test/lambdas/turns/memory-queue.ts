import type { FeedStore } from '../../../lambdas/adapters/dynamo-feed-store.ts';
import type { TurnStore } from '../../../lambdas/adapters/dynamo-turn-store.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import type { Ticket, Turn } from '../../../lambdas/contracts/turn.ts';
import type { TurnPorts } from '../../../lambdas/turns/grant-next.ts';
import { memoryFeeds } from '../support/memory-feeds.ts';

/** The process died at this point: nothing after it happens. */
export class Crash extends Error {}

/**
 * One tenant's queue and the executions that wait in it, as DynamoDB and Step Functions would keep them. Each call is a
 * step that may be the last one of its caller: `crashAfter` counts them down.
 */
export class MemoryQueue {
  readonly tickets = new Map<string, Ticket>();
  turn: Turn = { fencingToken: 0 };
  readonly imports = new Map<string, Import>();
  now = new Date('2026-11-21T10:00:00Z');
  /** Tokens of waiting executions, with the callback that receives the turn. */
  readonly waiting = new Map<string, (fencingToken: number) => void>();
  /** Called for every grant, with the ticket that gets the turn. */
  onGrant: (ticket: string) => void = () => undefined;
  crashAfter = Number.POSITIVE_INFINITY;
  /** Awaited before each step: lets others go first. */
  beforeStep: () => Promise<void> = async () => undefined;

  /** Called for every token that was refused. */
  onRefusal: (token: string) => void = () => undefined;
  readonly feeds = memoryFeeds(this.imports, (work) => this.#step(work));

  readonly ports: TurnPorts & { readonly turns: TurnStore; readonly feeds: FeedStore } = {
    turns: this.#turns(),
    feeds: this.feeds,
    refuseTurn: async (token) =>
      this.#step(() => {
        if (!this.waiting.delete(token)) return 'gone';
        this.onRefusal(token);
        return 'notified';
      }),
    now: () => this.now,
    imports: { find: async (importId) => this.#step(() => this.imports.get(importId)) },
    notifyTurn: async (token, { fencingToken }) =>
      this.#step(() => {
        const tell = this.waiting.get(token);
        if (tell === undefined) return 'gone';
        this.waiting.delete(token);
        tell(fencingToken);
        return 'notified';
      }),
  };

  /** Writes an import: a step as any other. */
  write(item: Import): Promise<void> {
    return this.#step(() => void this.imports.set(item.importId, item));
  }

  async #step<T>(work: () => T): Promise<T> {
    await this.beforeStep();
    if (this.crashAfter <= 0) throw new Crash();
    this.crashAfter -= 1;
    return work();
  }

  #turns(): TurnStore {
    const step = <T>(work: () => T) => this.#step(work);
    return {
      putTicket: (_, ticket) =>
        step(() => {
          if (!this.tickets.has(ticket.item)) this.tickets.set(ticket.item, ticket);
        }),
      readTicket: (_, item) => step(() => this.tickets.get(item)),
      firstTicket: () => step(() => this.tickets.get([...this.tickets.keys()].sort()[0] ?? '')),
      attachToken: (_, item, token, retry) =>
        step(() => {
          const ticket = this.tickets.get(item);
          if (ticket === undefined || ticket.token === token || (ticket.retry ?? 0) > retry) return;
          this.tickets.set(item, { ...ticket, token, retry });
        }),
      deleteTicket: (_, item) => step(() => void this.tickets.delete(item)),
      dropTicket: (_, { item, token }) =>
        step(() => {
          if (this.tickets.get(item)?.token === token) this.tickets.delete(item);
        }),
      readTurn: () => step(() => this.turn),
      grant: (_, from, ticket) =>
        step(() => {
          if (this.turn.ticket !== undefined || this.turn.fencingToken !== from.fencingToken) return false;
          this.turn = { ticket, fencingToken: from.fencingToken + 1 };
          this.onGrant(ticket);
          return true;
        }),
      takeBack: (_, ticket) =>
        step(() => {
          if (this.turn.ticket === ticket) this.turn = { fencingToken: this.turn.fencingToken };
        }),
    };
  }
}
