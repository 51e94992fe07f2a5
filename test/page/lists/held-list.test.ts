import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdList, holdMore, type Listing } from '../../../page/lists/held-list.ts';
import { countStates, inQueues, queuesOf } from '../../../page/operator/queues/queues.ts';
import type { OpenImport } from '../../../page/operator/views.ts';

const AT = Date.parse('2026-11-29T12:34:00Z');

/** An import in any state. Few ids and tenants, so that answers overlap. */
const open = fc.record({
  id: fc.integer({ min: 1, max: 12 }).map((n) => `imp_${n}`),
  queuePosition: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  minutesAgo: fc.nat(200),
  status: fc.constantFrom('RUNNING', 'QUEUED', 'AWAITING_CONFIRMATION', 'COMPLETED'),
});

const answer = fc.uniqueArray(open, { selector: ({ id }) => id }).map((imports): readonly OpenImport[] =>
  imports.map(({ id, queuePosition, minutesAgo, status }) => ({
    id,
    // An import stays in its tenant.
    tenant: `tenant-${Number(id.slice(4)) % 3}`,
    importType: 'participants',
    status: status as OpenImport['status'],
    attempt: 1,
    createdAt: new Date(AT - 1e7).toISOString(),
    updatedAt: new Date(AT - minutesAgo * 60_000).toISOString(),
    ...(queuePosition !== undefined && { queuePosition }),
  })),
);

const listing = (imports: readonly OpenImport[]) => ({ items: inQueues(imports, AT), hasMore: false });
const idsOf = (rows: readonly { readonly item: OpenImport }[]) => rows.map(({ item }) => item.id);

describe('the operators’ queues', () => {
  /** Answers one after the other; true: the operator asks for the newest after it. */
  const course = fc.array(fc.tuple(answer, fc.boolean()), { minLength: 1, maxLength: 8 });

  it('do not move until the operator asks, and are then the newest', () => {
    fc.assert(
      fc.property(answer, course, (first, answers) => {
        let asked = listing(first).items;
        for (const [imports, asks] of answers) {
          const newest = listing(imports);
          const places = asked.map(({ id }) => id);
          asked = holdMore(asked, newest, 0);
          const { rows, waiting } = holdList(asked, newest);
          const isFilled = places.length === 0;
          expect(idsOf(rows)).toEqual(isFilled ? newest.items.map(({ id }) => id) : places);
          for (const { item, hasLeft } of rows) {
            const now = imports.find(({ id }) => id === item.id);
            // What is said of an import is what is known of it, and of no other one.
            expect(hasLeft).toBe(now === undefined);
            if (now !== undefined) expect(item).toBe(now);
          }
          // Nothing waits exactly if the newest would show the same.
          const nothing = waiting.added + waiting.left === 0 && !waiting.isReordered;
          expect(nothing).toBe(idsOf(rows).join() === newest.items.map(({ id }) => id).join());
          expect(waiting.added - waiting.left).toBe(imports.length - rows.length);
          if (!asks) continue;
          asked = newest.items;
          const updated = holdList(asked, newest);
          expect(updated.rows).toEqual(newest.items.map((item) => ({ item, hasLeft: false })));
          expect(updated.waiting).toEqual({ added: 0, left: 0, isReordered: false });
        }
      }),
    );
  });

  it('have each row once, in the queue of its tenant, and the tenants stay in their order', () => {
    fc.assert(
      fc.property(answer, answer, (first, second) => {
        const shown = holdList(listing(first).items, listing(second)).rows;
        const queues = queuesOf(shown);
        expect(queues.flatMap(({ rows }) => rows)).toEqual(shown);
        for (const { tenant, rows } of queues)
          expect(rows.every(({ item }) => item.tenant === tenant)).toBe(true);
        expect(queues.map(({ tenant }) => tenant)).toEqual(
          queuesOf(holdList(listing(first).items, listing(first)).rows).map(({ tenant }) => tenant),
        );
      }),
    );
  });

  it('count each open import in one state', () => {
    fc.assert(
      fc.property(answer, (imports) => {
        const { stuck, working, waiting } = countStates(imports, AT);
        expect(stuck + working + waiting).toBe(imports.length);
      }),
    );
  });
});

describe('a list that begins with the newest', () => {
  /** Imports are numbered; the API lists the newest ones, `window` at most, without those that do not fit the filter. */
  const newestOf = (last: number, gone: ReadonlySet<number>, window: number): Listing<{ id: string }> => {
    const all = Array.from({ length: last }, (_, at) => last - at).filter((n) => !gone.has(n));
    return { items: all.slice(0, window).map((n) => ({ id: String(n) })), hasMore: all.length > window };
  };
  const step = fc.record({
    arrive: fc.nat(6),
    leave: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
    more: fc.nat(4),
  });

  it('keeps its rows while others arrive and leave, and adds more at the end only', () => {
    const steps = fc.array(step, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 10 }),
        steps,
        (first, size, all) => {
          let [last, rows] = [first, size];
          const gone = new Set<number>();
          let asked = newestOf(last, gone, rows).items;
          let added = 0;
          for (const { arrive, leave, more } of all) {
            last += arrive;
            rows += more;
            for (const n of leave) gone.add(n);
            const newest = newestOf(last, gone, Math.max(rows, asked.length) + added);
            const before = asked.map(({ id }) => id);
            asked = holdMore(asked, newest, rows);
            const shown = holdList(asked, newest);
            const ids = shown.rows.map(({ item }) => item.id);
            expect(ids.slice(0, before.length)).toEqual(before);
            expect(new Set(ids).size).toBe(ids.length);
            expect(ids.length).toBeLessThanOrEqual(Math.max(rows, before.length, newest.items.length));
            for (const { item, hasLeft } of shown.rows)
              if (hasLeft) expect(gone.has(Number(item.id))).toBe(true);
            added = shown.waiting.added;
          }
        },
      ),
    );
  });

  it('says that a row has left only if the answer would have it', () => {
    const asked = ['5', '4', '3', '2'].map((id) => ({ id }));
    const newest = { items: ['6', '5', '3'].map((id) => ({ id })), hasMore: true };
    const { rows, waiting } = holdList(asked, newest);
    expect(rows.map(({ hasLeft }) => hasLeft)).toEqual([false, true, false, false]);
    expect(waiting).toEqual({ added: 1, left: 1, isReordered: false });
    expect(holdList(asked, { ...newest, hasMore: false }).waiting.left).toBe(2);
  });
});
