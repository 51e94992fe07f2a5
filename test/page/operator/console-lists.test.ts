import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRollcallClient } from '../../../client/rollcall-client.ts';
import { axisEnd, barsOf, IMPORT_SERIES, RECORD_SERIES } from '../../../page/operator/activity/plot-bars.ts';
import { timingRows } from '../../../page/operator/imports/timing-rows.ts';
import { listStageImports, periodFrom } from '../../../page/operator/list-stage-imports.ts';
import { inQueues, queuesOf } from '../../../page/operator/queues/queues.ts';
import type { OpenImport } from '../../../page/operator/views.ts';

const AT = Date.parse('2026-11-29T12:34:00Z');
const HOUR = 3_600_000;

describe('plots of activity', () => {
  const hour = fc.record({
    hour: fc
      .integer({ min: 0, max: 30 * 24 - 1 })
      .map((ago) => `${new Date(AT - ago * HOUR).toISOString().slice(0, 13)}:00:00.000Z`),
    created: fc.nat(9),
    ended: fc.dictionary(fc.constantFrom('COMPLETED', 'COMPLETED_WITH_ERRORS', 'REJECTED'), fc.nat(9)),
    records: fc.integer({ min: 100, max: 1000 }),
    recordsFailed: fc.nat(100),
  });
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

  it.each(['1', '7', '30'])('the bars of %s days have all that happened in them, and no more', (days) => {
    fc.assert(
      fc.property(fc.array(hour), (hours) => {
        const bars = barsOf(hours, { days, to: AT }, [...RECORD_SERIES, ...IMPORT_SERIES]);
        const first = bars[0]?.from ?? 0;
        const within = hours.filter((one) => Date.parse(one.hour) >= first);
        const [good, bad, ...imports] = [0, 1, 2, 3, 4].map((at) =>
          sum(bars.map(({ values }) => values[at] ?? 0)),
        );
        expect((good ?? 0) + (bad ?? 0)).toBe(sum(within.map(({ records }) => records)));
        expect(bad).toBe(sum(within.map(({ recordsFailed }) => recordsFailed)));
        expect(sum(imports)).toBe(sum(within.map(({ ended }) => sum(Object.values(ended)))));
        // The whole period has bars, and the last one contains its end.
        expect(first).toBeLessThanOrEqual(AT - Number(days) * 24 * HOUR);
        expect(bars.length).toBeLessThanOrEqual(32);
        const highest = Math.max(...bars.map(({ values }) => sum(values)));
        expect(axisEnd(bars)).toBeGreaterThanOrEqual(highest);
      }),
    );
  });

  it.each([
    [0, 1],
    [1, 1],
    [3, 5],
    [50, 50],
    [51, 100],
    [1_000_001, 2_000_000],
  ])('an axis for %i ends at %i', (highest, end) => {
    expect(axisEnd([{ from: 0, values: [highest] }])).toBe(end);
  });
});

describe('queues', () => {
  const at = new Date(AT).toISOString();
  const open = (id: string, tenant: string, more: Partial<OpenImport> = {}): OpenImport => ({
    id,
    tenant,
    importType: 'participants',
    status: 'RUNNING',
    attempt: 1,
    createdAt: at,
    updatedAt: at,
    ...more,
  });

  it('are in the order in which their imports write, and those with a fault come first', () => {
    const failure = { error: 'E', cause: 'c', chunk: 1, phase: 'import', isFinal: false } as const;
    const imports = inQueues(
      [
        open('imp_4', 'acme', { createdAt: '2026-11-29T12:00:01Z' }),
        open('imp_3', 'acme', { createdAt: '2026-11-29T12:00:00Z' }),
        open('imp_2', 'acme', { queuePosition: 2 }),
        open('imp_1', 'acme', { queuePosition: 1 }),
        open('imp_5', 'zoo', { failure }),
      ],
      AT,
    );
    const queues = queuesOf(imports.map((item) => ({ item, hasLeft: false })));
    expect(queues.map(({ tenant }) => tenant)).toEqual(['zoo', 'acme']);
    expect(queues[1]?.rows.map(({ item }) => item.id)).toEqual(['imp_1', 'imp_2', 'imp_3', 'imp_4']);
  });
});

describe('the list of all imports', () => {
  /** The API with a filter that few imports fit: short pages. */
  function apiWith(pages: readonly number[]) {
    const asked: URL[] = [];
    const client = createRollcallClient({
      api: 'https://imports.example.com',
      bearer: 'token',
      fetch: async ({ url }) => {
        asked.push(new URL(url));
        const at = Number(new URL(url).searchParams.get('cursor') ?? '0');
        const imports = Array.from({ length: pages[at] ?? 0 }, (_, index) => ({ id: `imp_${at}_${index}` }));
        return Response.json({ imports, ...(at + 1 < pages.length && { next: String(at + 1) }) });
      },
    });
    return { client, asked };
  }
  const options = { now: AT, signal: new AbortController().signal };

  it.each([
    ['goes on after short pages until there are enough', [1, 0, 2, 5, 1], 3, 3, true],
    ['ends with the last page', [1, 0, 1], 3, 2, false],
    ['gives up after many empty pages, and says that there may be more', Array(20).fill(0), 3, 0, true],
  ])('%s', async (_, pages, rows, found, hasMore) => {
    const { client, asked } = apiWith(pages);
    const filters = { status: 'NO_STATUS', tenant: 'acme', type: undefined, days: '1' };
    const list = await listStageImports(client, filters, { rows, ...options });
    expect(list.items).toHaveLength(found);
    expect(list.hasMore).toBe(hasMore);
    expect(asked.length).toBeLessThanOrEqual(10);
    const { searchParams } = asked[0] ?? new URL('about:blank');
    expect(Object.fromEntries(searchParams)).toEqual({
      from: '2026-11-28T12:34:00.000Z',
      limit: '3',
      tenant: 'acme',
    });
  });

  it('is of the last 7 days with a period that does not exist', () => {
    expect(periodFrom('constructor', AT)).toBe('2026-11-22T12:34:00.000Z');
  });
});

it('times have the seconds since the one before, unless the attempt before has it', () => {
  const rows = timingRows({
    createdAt: '2026-11-29T12:00:00Z',
    splitAt: '2026-11-29T12:00:00.500Z',
    importStartedAt: '2026-11-29T12:05:00.500Z',
    endedAt: '2026-11-29T12:01:00Z',
  });
  expect(rows.map(({ name, secondsBefore }) => [name, secondsBefore])).toEqual([
    ['createdAt', undefined],
    ['splitAt', undefined],
    ['importStartedAt', 300],
    ['endedAt', undefined],
  ]);
});
