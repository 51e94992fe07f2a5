import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { FINAL_STATUSES } from '../../../lambdas/contracts/import-status.ts';
import { ticketItem } from '../../../lambdas/core/naming/item-keys.ts';
import { createReleaseTurn } from '../../../lambdas/tasks/release-turn/handler.ts';
import { createWaitForTurn } from '../../../lambdas/tasks/wait-for-turn/handler.ts';
import { grantNext, START_WITHIN_MS } from '../../../lambdas/turns/grant-next.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { importItem } from '../support/import-item.ts';
import { RUNTIME } from '../support/memory-ports.ts';
import { Crash, MemoryQueue } from './memory-queue.ts';

const IMPORTS = 3;
const idOf = (index: number) => `imp_${String(index).padStart(26, '0')}`;

/** What may happen to an import, in any order and any number of times; what makes no sense at its time does nothing. */
type Happening = {
  readonly what: 'arrive' | 'wait' | 'wait again' | 'retry' | 'end' | 'release' | 'die' | 'sweep' | 'resume';
  readonly which: number;
  /** Steps until the process that does it dies. */
  readonly crashAfter: number;
};

const happening: fc.Arbitrary<Happening> = fc.record({
  what: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('arrive', 'wait', 'end') },
    { weight: 1, arbitrary: fc.constantFrom('wait again', 'retry', 'release', 'die', 'sweep', 'resume') },
  ),
  which: fc.integer({ min: 0, max: IMPORTS - 1 }),
  crashAfter: fc.oneof(
    { weight: 3, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 12 }) },
  ),
});

/** A tenant's imports and all that acts on them. Holds at every step that one import at most believes that it may write. */
class World {
  readonly queue = new MemoryQueue();
  /** Imports that were notified of their turn and have not ended, with their fencing token. */
  readonly writing = new Map<string, number>();
  readonly numbers: number[] = [];
  /** Imports whose WaitForTurn failed: Step Functions calls it again. */
  readonly #failed = new Set<string>();
  /** Tickets by which imports were announced. */
  readonly #announced = new Map<string, string>();
  #tokens = 0;
  #last = 0;

  constructor() {
    this.queue.onGrant = (ticket) => {
      const alive = [...this.queue.imports.values()].filter(({ status }) => !FINAL_STATUSES.has(status));
      const queued = alive.map(ticketItem).filter((item) => this.queue.tickets.has(item));
      // An import that is not written yet, because who would write it died, keeps its place as well.
      const announced = [...this.#announced].filter(([, id]) => !this.queue.imports.has(id));
      const earlier = [...queued, ...announced.map(([item]) => item)].filter((item) => item < ticket);
      expect(earlier).toEqual([]);
    };
  }

  get imports() {
    return { find: this.queue.ports.imports.find, read: async (id: string) => this.#item(id) };
  }

  async apply({ what, which, crashAfter }: Happening): Promise<void> {
    this.queue.crashAfter = crashAfter;
    try {
      await this.#perform(what, which);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      if (what === 'wait' || what === 'retry') this.#failed.add(idOf(which));
    } finally {
      this.queue.crashAfter = Number.POSITIVE_INFINITY;
    }
    expect(this.writing.size).toBeLessThanOrEqual(1);
  }

  /** More branches than usual, because it is the table of all commands with the condition of each. */
  async #perform(what: Happening['what'], which: number): Promise<void> {
    const importId = idOf(which);
    const item = this.queue.imports.get(importId);
    const isOpen = item !== undefined && !FINAL_STATUSES.has(item.status);
    if (what === 'arrive' && item === undefined) return this.#arrive(which, 1);
    if (what === 'sweep') return grantNext(this.queue.ports, 'acme');
    if (item === undefined) return undefined;
    if (what === 'resume' && item.status === 'ABORTED') return this.#arrive(which, item.attempt + 1);
    // Late or repeated deliveries and releases.
    if (what === 'arrive') return this.#putTicket(importId);
    if (what === 'release') return this.#release(importId);
    if (!isOpen) return undefined;
    if (what === 'wait' && !this.#isWaiting(importId)) return this.#wait(importId, 0);
    if (what === 'wait again') return this.#waitWithSameToken(importId);
    if (what === 'retry' && this.#isWaiting(importId)) return this.#retry(importId);
    if (what === 'end' && this.writing.has(importId)) {
      this.#end(importId, 'COMPLETED');
      return this.#release(importId);
    }
    if (what === 'die') {
      this.#end(importId, 'ABORTED');
      return this.#release(importId);
    }
    return undefined;
  }

  /** The ticket of an upload is written separately before the import, and again after it. */
  async #arrive(which: number, attempt: number): Promise<void> {
    const importId = idOf(which);
    this.#last += 1;
    const arrival = attempt === 1 ? `2026-11-21T10:00:0${which}` : `2026-11-22T${String(this.#last)}`;
    const item = importItem({ importId, attempt, arrival, status: 'RUNNING' });
    const announcedAt = this.queue.now.toISOString();
    const ticket = { item: ticketItem(item), holder: importId, announcedAt };
    if (attempt === 1) {
      await this.queue.ports.turns.putTicket('acme', ticket);
      this.#announced.set(ticket.item, importId);
    }
    await this.queue.write(item);
    await this.#putTicket(importId);
  }

  #putTicket(importId: string): Promise<void> {
    const ticket = { item: ticketItem(this.#item(importId)), holder: importId };
    return this.queue.ports.turns.putTicket('acme', ticket);
  }

  #tokenOf = new Map<string, { token: string; retry: number }>();

  #isWaiting(importId: string): boolean {
    return this.queue.waiting.has(this.#tokenOf.get(importId)?.token ?? '');
  }

  async #wait(importId: string, retry: number): Promise<void> {
    if (this.writing.has(importId)) return;
    this.#tokens += 1;
    const token = `token${this.#tokens}`;
    this.#tokenOf.set(importId, { token, retry });
    this.queue.waiting.set(token, (number) => this.#notified(importId, number));
    await this.#waitWithSameToken(importId);
  }

  async #waitWithSameToken(importId: string): Promise<void> {
    const waiting = this.#tokenOf.get(importId);
    if (waiting === undefined) return;
    const ports = { ...this.queue.ports, imports: this.imports };
    const { attempt } = this.#item(importId);
    const { token: taskToken, retry } = waiting;
    await createWaitForTurn(ports)({ importId, attempt, taskToken, retry });
  }

  /** The function failed: Step Functions voids its token and calls it again with another. */
  async #retry(importId: string): Promise<void> {
    const { token, retry } = this.#tokenOf.get(importId) as { token: string; retry: number };
    this.queue.waiting.delete(token);
    await this.#wait(importId, retry + 1);
  }

  #notified(importId: string, number: number): void {
    this.numbers.push(number);
    this.writing.set(importId, number);
  }

  #end(importId: string, status: 'COMPLETED' | 'ABORTED'): void {
    this.writing.delete(importId);
    this.queue.waiting.delete(this.#tokenOf.get(importId)?.token ?? '');
    this.#tokenOf.delete(importId);
    this.queue.imports.set(importId, { ...this.#item(importId), status });
  }

  async #release(importId: string): Promise<void> {
    await createReleaseTurn({ ...this.queue.ports, imports: this.imports })({ importId }, RUNTIME);
  }

  #item(importId: string) {
    const item = this.queue.imports.get(importId);
    if (item === undefined) throw new Error('no such import');
    return item;
  }

  /** From here on nothing crashes: every import that is open comes to its turn, and to its end. */
  async comeToRest(): Promise<readonly string[]> {
    const order: string[] = [];
    // What was announced and never came is not waited for.
    this.queue.now = new Date(this.queue.now.getTime() + START_WITHIN_MS);
    this.#announced.clear();
    // An arrival that was cut off is delivered again.
    for (const importId of this.open) await this.#putTicket(importId);
    for (const [importId, { status }] of this.queue.imports) {
      if (FINAL_STATUSES.has(status) || this.writing.has(importId)) continue;
      if (!this.#isWaiting(importId)) await this.#wait(importId, 0);
      else if (this.#failed.has(importId)) await this.#retry(importId);
    }
    await grantNext(this.queue.ports, 'acme');
    for (let left = this.queue.imports.size; left > 0 && this.writing.size > 0; left -= 1) {
      const [importId] = this.writing.keys();
      order.push(importId as string);
      this.#end(importId as string, 'COMPLETED');
      await this.#release(importId as string);
    }
    return order;
  }

  get open(): string[] {
    return [...this.queue.imports.values()]
      .filter(({ status }) => !FINAL_STATUSES.has(status))
      .map(({ importId }) => importId);
  }
}

describe('the queue of a tenant under any failures', () => {
  it('lets all imports write, one at a time, in order of arrival and with increasing fencing tokens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 40 }), async (happenings) => {
        const world = new World();
        for (const each of happenings) await world.apply(each);
        const stillOpen = world.open;
        const { ticket: holder = '' } = world.queue.turn;
        const order = await world.comeToRest();
        expect(world.open).toEqual([]);
        expect([...order].sort()).toEqual([...stillOpen].sort());
        // Who had the turn keeps it; the others follow as they came.
        const arrivals = order
          .filter((importId) => !holder.endsWith(importId))
          .map((importId) => world.queue.imports.get(importId)?.arrival);
        expect(arrivals).toEqual(arrivals.toSorted());
        expect(world.numbers).toEqual([...new Set(world.numbers)].sort((a, b) => a - b));
        expect(world.queue.tickets.size).toBe(0);
        expect(world.queue.turn.ticket).toBeUndefined();
      }),
      lawRuns(1500),
    );
  });

  it('does so for every interleaving of three imports and a sweep', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const queue = new MemoryQueue();
        queue.beforeStep = () => scheduler.schedule(Promise.resolve());
        const imports = {
          find: queue.ports.imports.find,
          read: async (id: string) => queue.imports.get(id) as Import,
        };
        const ports = { ...queue.ports, imports };
        const order: string[] = [];
        let writing = 0;
        const runs = [2, 0, 1].map(async (index) => {
          const item = importItem({ importId: idOf(index), arrival: `2026-11-21T10:00:0${index}` });
          const { importId } = item;
          queue.imports.set(importId, item);
          const told = Promise.withResolvers<void>();
          queue.waiting.set(importId, () => {
            writing += 1;
            expect(writing).toBe(1);
            order.push(importId);
            told.resolve();
          });
          const waiting = createWaitForTurn(ports)({ importId, taskToken: importId, retry: 0 });
          await told.promise;
          writing -= 1;
          queue.imports.set(importId, { ...item, status: 'COMPLETED' });
          await Promise.all([waiting, createReleaseTurn(ports)({ importId }, RUNTIME)]);
        });
        await scheduler.waitFor(Promise.all([...runs, grantNext(queue.ports, 'acme')]));
        expect(order).toHaveLength(3);
        expect(queue.turn).toEqual({ fencingToken: 3 });
      }),
      lawRuns(300),
    );
  });
});
