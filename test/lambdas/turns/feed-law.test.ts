import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { ticketItem } from '../../../lambdas/core/naming/item-keys.ts';
import { createReleaseTurn } from '../../../lambdas/tasks/release-turn/handler.ts';
import { createWaitForTurn } from '../../../lambdas/tasks/wait-for-turn/handler.ts';
import { grantNext } from '../../../lambdas/turns/grant-next.ts';
import { takeTurn } from '../../../lambdas/turns/take-turn.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { importItem } from '../support/import-item.ts';
import { RUNTIME } from '../support/memory-ports.ts';
import { Crash, MemoryQueue } from './memory-queue.ts';

/** A pair of a feed: when it came, and the timestamp in its name. */
interface Pair {
  readonly arrival: number;
  readonly timestamp: number;
  /** It is found out to be wrong when it has its turn. */
  readonly isWrong: boolean;
}

const pairs = fc.uniqueArray(fc.nat(9), { minLength: 2, maxLength: 4 }).chain((timestamps) =>
  fc.tuple(
    ...timestamps.map((timestamp, arrival) =>
      fc.record({
        arrival: fc.constant(arrival),
        timestamp: fc.constant(timestamp),
        isWrong: fc.boolean().map((wrong) => wrong && arrival % 2 === 0),
      }),
    ),
  ),
);

const idOf = ({ arrival }: Pair) => `imp_${String(arrival).padStart(26, '0')}`;

/** The pairs of one tenant, each an execution that comes to its turn, writes and ends. */
class Feed {
  readonly queue = new MemoryQueue();
  /** Pairs that were notified of their turn. */
  readonly begun: Pair[] = [];
  readonly refused = new Set<string>();
  readonly #notified = new Map<string, () => void>();

  constructor() {
    this.queue.onRefusal = (token) => {
      this.refused.add(token);
      this.#notified.get(token)?.();
    };
  }

  get ports() {
    const read = async (id: string) => this.queue.imports.get(id) as Import;
    return { ...this.queue.ports, imports: { find: this.queue.ports.imports.find, read } };
  }

  statusOf(pair: Pair): string | undefined {
    return this.queue.imports.get(idOf(pair))?.status;
  }

  complete(pair: Pair): void {
    const importId = idOf(pair);
    const feed = { timestamp: `2026110100000${pair.timestamp}`, revision: 1 };
    const arrival = `2026-11-21T10:00:0${pair.arrival}`;
    this.queue.imports.set(importId, importItem({ importId, arrival, feed }));
    this.queue.feeds.pointers.set(feed.timestamp, { holder: importId });
  }

  /** From the arrival in WaitForTurn to the end of the import. */
  async run(pair: Pair): Promise<void> {
    const importId = idOf(pair);
    const { promise: notified, resolve } = Promise.withResolvers<void>();
    this.#notified.set(importId, resolve);
    this.queue.waiting.set(importId, () => {
      this.begun.push(pair);
      resolve();
    });
    const waiting = createWaitForTurn(this.ports)({ importId, taskToken: importId, retry: 0 });
    await notified;
    const item = this.queue.imports.get(importId) as Import;
    if (this.refused.has(importId)) expect(item.status).toBe('SUPERSEDED');
    else {
      expect(item).toMatchObject({ begunAttempt: 1, status: 'RUNNING' });
      this.queue.imports.set(importId, { ...item, status: pair.isWrong ? 'REJECTED' : 'COMPLETED' });
    }
    await Promise.all([waiting, createReleaseTurn(this.ports)({ importId }, RUNTIME)]);
  }
}

type Happening = {
  readonly what: 'complete' | 'wait' | 'sweep' | 'end';
  readonly which: number;
  /** Steps until the process that does it dies. */
  readonly crashAfter: number;
};

const happening: fc.Arbitrary<Happening> = fc.record({
  what: fc.constantFrom('complete', 'wait', 'sweep', 'end'),
  which: fc.nat(3),
  crashAfter: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(14)),
});

/** The same pairs, one thing after another, each of which may be cut off at any step. */
class SlowFeed extends Feed {
  /** Timestamps of the pairs that came to their turn. */
  readonly started = new Set<number>();
  readonly #notified = new Set<string>();
  readonly #all: readonly Pair[];

  constructor(all: readonly Pair[]) {
    super();
    this.#all = all;
    this.queue.onRefusal = (token) => this.refused.add(token);
  }

  async apply({ what, which, crashAfter }: Happening): Promise<void> {
    const pair = this.#all[which];
    if (pair === undefined) return;
    this.queue.crashAfter = crashAfter;
    try {
      await this.#perform(what, pair);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    } finally {
      this.queue.crashAfter = Number.POSITIVE_INFINITY;
    }
    for (const each of this.#all) this.#noteBeginning(each);
  }

  #noteBeginning(pair: Pair): void {
    const item = this.queue.imports.get(idOf(pair));
    if (item?.begunAttempt === undefined || this.started.has(pair.timestamp)) return;
    this.started.add(pair.timestamp);
    const complete = this.#all.filter((each) => this.statusOf(each) !== undefined);
    expect(complete.filter(({ timestamp }) => timestamp > pair.timestamp)).toEqual([]);
  }

  async #perform(what: Happening['what'], pair: Pair): Promise<void> {
    const importId = idOf(pair);
    const status = this.statusOf(pair);
    if (what === 'sweep') return grantNext(this.ports, 'acme');
    if (what === 'complete' && status === undefined) return this.complete(pair);
    if (status === undefined) return undefined;
    if (what === 'wait' && status === 'RUNNING' && !this.#notified.has(importId)) {
      // Step Functions calls a function again that failed, with the token of the try.
      this.queue.waiting.set(importId, () => this.#notified.add(importId));
      return createWaitForTurn(this.ports)({ importId, taskToken: importId, retry: 0 }).then(() => undefined);
    }
    const isTold = this.#notified.has(importId) || this.refused.has(importId);
    if (what === 'end' && isTold) {
      if (status === 'RUNNING') this.#end(importId);
      await createReleaseTurn(this.ports)({ importId }, RUNTIME);
    }
    return undefined;
  }

  #end(importId: string): void {
    this.queue.imports.set(importId, {
      ...(this.queue.imports.get(importId) as Import),
      status: 'COMPLETED',
    });
  }

  /** From here on nothing dies. */
  async comeToRest(): Promise<void> {
    const all = this.#all.map((_, which) => which);
    for (const what of ['complete', 'wait', ...all.flatMap(() => ['sweep', 'end'] as const)] as const)
      for (const which of all) await this.apply({ what, which, crashAfter: Number.POSITIVE_INFINITY });
  }
}

describe('several pairs of a feed', () => {
  it('each end once and the last one is imported, however their calls interleave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), pairs, async (scheduler, all) => {
        const feed = new Feed();
        feed.queue.beforeStep = () => scheduler.schedule(Promise.resolve());
        const runs = all.map(async (pair) => {
          await scheduler.schedule(Promise.resolve());
          feed.complete(pair);
          await feed.run(pair);
        });
        await scheduler.waitFor(Promise.all([...runs, grantNext(feed.ports, 'acme')]));
        for (const pair of all) {
          const wasBegun = feed.begun.includes(pair);
          expect(feed.statusOf(pair)).toBe(
            wasBegun ? (pair.isWrong ? 'REJECTED' : 'COMPLETED') : 'SUPERSEDED',
          );
        }
        const latest = Math.max(...all.map(({ timestamp }) => timestamp));
        expect(feed.begun.map(({ timestamp }) => timestamp)).toContain(latest);
        // Only what was begun before may have been overtaken by what came later.
        const written = feed.begun.filter(({ isWrong }) => !isWrong).map(({ timestamp }) => timestamp);
        expect(written).toEqual(written.toSorted());
        expect(feed.queue.turn.ticket).toBeUndefined();
        expect(feed.queue.tickets.size).toBe(0);
      }),
      lawRuns(400),
    );
  });

  it('have one decision even if several callers decide while a later pair arrives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const feed = new Feed();
        const [first, later] = [0, 1].map((n) => ({ arrival: n, timestamp: n, isWrong: false })) as [
          Pair,
          Pair,
        ];
        feed.complete(first);
        feed.queue.beforeStep = () => scheduler.schedule(Promise.resolve());
        const item = feed.queue.imports.get(idOf(first)) as Import;
        const callers = [0, 1].map(() => takeTurn(feed.ports, item));
        const arrives = scheduler.schedule(Promise.resolve()).then(() => feed.complete(later));
        const mayWrite = (await scheduler.waitFor(Promise.all([...callers, arrives]))).slice(0, 2);
        const { status, begunAttempt } = feed.queue.imports.get(idOf(first)) as Import;
        expect(status === 'SUPERSEDED').toBe(begunAttempt === undefined);
        if (mayWrite.includes(true)) expect(begunAttempt).toBe(1);
      }),
      lawRuns(200),
    );
  });

  it('are notified that they are superseded, even if this was decided before their token arrived', async () => {
    const feed = new Feed();
    const pair = { arrival: 0, timestamp: 0, isWrong: false };
    feed.complete(pair);
    const item = { ...(feed.queue.imports.get(idOf(pair)) as Import), status: 'SUPERSEDED' as const };
    feed.queue.imports.set(idOf(pair), item);
    feed.queue.waiting.set('token', () => expect.unreachable('a superseded pair was notified of its turn'));
    const ticket = { item: ticketItem(item), holder: idOf(pair) };
    feed.queue.tickets.set(ticket.item, ticket);
    // Between the look at the ticket and the look at its import.
    const find = async (importId: string) => {
      feed.queue.tickets.set(ticket.item, { ...ticket, token: 'token', retry: 0 });
      return feed.queue.imports.get(importId);
    };
    await grantNext({ ...feed.ports, imports: { find } }, 'acme');
    expect([...feed.refused]).toEqual(['token']);
    expect(feed.queue.tickets.size).toBe(0);
  });

  it('are notified that they are superseded, even if their ticket was deleted before their token arrived', async () => {
    const feed = new Feed();
    const pair = { arrival: 0, timestamp: 0, isWrong: false };
    feed.complete(pair);
    const item = feed.queue.imports.get(idOf(pair)) as Import;
    feed.queue.waiting.set('token', () => expect.unreachable('a superseded pair was notified of its turn'));
    // By a try of the state that came before this one.
    const turns = {
      ...feed.ports.turns,
      attachToken: async () => {
        feed.queue.imports.set(idOf(pair), { ...item, status: 'SUPERSEDED' });
        feed.queue.tickets.clear();
      },
    };
    await createWaitForTurn({ ...feed.ports, turns })({ importId: idOf(pair), taskToken: 'token', retry: 1 });
    expect([...feed.refused]).toEqual(['token']);
  });

  it('do not begin after a later pair is complete, and end even if processes die at any step', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, fc.array(happening, { maxLength: 30 }), async (all, happenings) => {
        const world = new SlowFeed(all);
        for (const each of happenings) await world.apply(each);
        await world.comeToRest();
        const begun = all.filter((pair) => world.started.has(pair.timestamp));
        for (const pair of all)
          expect(world.statusOf(pair)).toBe(begun.includes(pair) ? 'COMPLETED' : 'SUPERSEDED');
        expect(begun.map(({ timestamp }) => timestamp)).toContain(
          Math.max(...all.map((pair) => pair.timestamp)),
        );
        expect([world.queue.tickets.size, world.queue.turn.ticket]).toEqual([0, undefined]);
      }),
      lawRuns(500),
    );
  });
});
