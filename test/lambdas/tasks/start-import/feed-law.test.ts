import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import { supersedes } from '../../../../lambdas/core/naming/feed-pair.ts';
import { createStartImport } from '../../../../lambdas/tasks/start-import/handler.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { IMPORT_ID, importItem, NOW } from '../../support/import-item.ts';
import { ANY_TENANT } from '../../support/memory-access.ts';
import { memoryFeeds, type Step } from '../../support/memory-feeds.ts';
import { RUNTIME } from '../../support/memory-ports.ts';
import { objectCreated } from './object-created.ts';

const STAMP = '20261121095959';

class Crash extends Error {}

/** One tenant's intake, in which each call of a service is a step that may be a process's last one. */
class Intake {
  readonly imports = new Map<string, Import>();
  readonly tickets = new Set<string>();
  readonly started: string[] = [];
  metadata: Readonly<Record<string, string>> = {};
  /** Whether the tenant has as many open imports as it may have. */
  isFull = false;
  readonly feeds;
  beforeStep: () => Promise<void> = async () => undefined;

  constructor() {
    this.feeds = memoryFeeds(this.imports, this.#step);
  }

  readonly #step: Step = async (work) => {
    await this.beforeStep();
    return work();
  };

  /** @param crashAfter the step at which the process dies */
  async deliver(upload: Upload, crashAfter = Number.POSITIVE_INFINITY): Promise<void> {
    let left = crashAfter;
    const step: Step = (work) => {
      if (left <= 0) throw new Crash();
      left -= 1;
      return this.#step(work);
    };
    const { pointers: _, ...feeds } = memoryFeeds(this.imports, step, this.feeds.pointers);
    const start = createStartImport({
      feeds,
      imports: {
        find: (id) => step(() => this.imports.get(id)),
        create: (item) =>
          step(() => !this.imports.has(item.importId) && !!this.imports.set(item.importId, item)),
        receive: async () => false,
        hasOpen: async () => this.isFull,
        rememberContent: async () => undefined,
      },
      ...ANY_TENANT,
      tenants: { read: async () => NO_SETTINGS },
      objects: {
        head: async (_bucket, _key, versionId = 'v') => ({
          etag: 'e',
          size: 25,
          versionId,
          metadata: { 'rollcall-request-id': `of ${versionId}`, ...this.metadata },
        }),
      },
      turns: { putTicket: (_tenant, { item }) => step(() => void this.tickets.add(item)) },
      executions: {
        start: (_arn, name) =>
          step(() => {
            this.started.push(name);
            return true;
          }),
      },
      retentionDays: 90,
      stateMachineArn: 'arn:aws:states:eu-central-1:123456789012:stateMachine:user-import',
      now: () => NOW,
    });
    await start(eventOf(upload), RUNTIME);
  }

  get last(): Import | undefined {
    return this.imports.get(this.feeds.pointers.get(STAMP)?.holder ?? '');
  }
}

interface Upload {
  readonly half: 'header' | 'data';
  /** Its place in time among all uploads. */
  readonly place: number;
  /** The import of the API that the upload belongs to. */
  readonly importId?: string;
}

const keyOf = (half: Upload['half'], folder?: string) =>
  `partners/acme/user-feed/${folder === undefined ? '' : `${folder}/`}user_feed_${half}_${STAMP}.json`;

const eventOf = ({ half, place, importId }: Upload) =>
  objectCreated(keyOf(half, importId), {
    time: `2026-11-21T10:00:${String(place).padStart(2, '0')}Z`,
    sequencer: String(place).padStart(18, '0'),
    version: `v${place}`,
  });

/** The event of each upload is delivered at least once. */
const deliveries = (uploads: fc.Arbitrary<readonly Upload[]>) =>
  uploads.chain((once) =>
    fc
      .array(fc.constantFrom(...once), { maxLength: 4 })
      .chain((again) => fc.shuffledSubarray([...once, ...again], { minLength: once.length + again.length })),
  );

const onePair = fc.constantFrom<readonly Upload[]>(
  [
    { half: 'header', place: 1 },
    { half: 'data', place: 2 },
  ],
  [
    { half: 'data', place: 1 },
    { half: 'header', place: 2 },
  ],
);
const anyUploads = fc
  .array(fc.constantFrom<Upload['half']>('header', 'data'), { minLength: 1, maxLength: 5 })
  .map((halves) => halves.map((half, place) => ({ half, place })));

const crashes = fc.array(fc.nat(8), { maxLength: 6 });

async function deliverAll(intake: Intake, events: readonly Upload[], dying: readonly number[], run: Run) {
  await run(
    events.map(async (upload, index) => {
      const crashAfter = dying[index];
      if (crashAfter !== undefined)
        try {
          return await intake.deliver(upload, crashAfter);
        } catch (error) {
          // Lambda tries an event again.
          if (!(error instanceof Crash)) throw error;
        }
      return intake.deliver(upload);
    }),
  );
}

type Run = (all: readonly Promise<void>[]) => Promise<unknown>;

function pairOfTheApi(): Import {
  const { source: _, split: __, layout: ___, content: ____, ...item } = importItem({ importId: IMPORT_ID });
  const upload = { bucket: 'uploads', key: keyOf('data', IMPORT_ID), bytes: 25 };
  return {
    ...item,
    importType: 'user-feed',
    fileName: `user_feed_data_${STAMP}.json`,
    status: 'AWAITING_UPLOAD',
    requestId: 'of the API',
    upload: {
      ...upload,
      expiresAt: NOW.toISOString(),
      header: { key: keyOf('header', IMPORT_ID), bytes: 25 },
    },
    feed: { timestamp: STAMP, revision: 0 },
  };
}

describe('the two files of a pair', () => {
  it('make one import, in whichever order their events come, however often, and whatever dies', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries(onePair), crashes, fc.scheduler(), async (events, dying, scheduler) => {
        const intake = new Intake();
        intake.beforeStep = () => scheduler.schedule(Promise.resolve());
        await deliverAll(intake, events, dying, (all) => scheduler.waitFor(Promise.all(all)));
        expect(intake.imports.size).toBe(1);
        const { last } = intake;
        expect(last).toMatchObject({
          status: 'QUEUED',
          importType: 'user-feed',
          fileName: `user_feed_data_${STAMP}.json`,
          source: last?.feed?.data?.object,
        });
        expect(last?.feed?.expiresAt).toBeUndefined();
        expect(last?.feed?.header?.object.key).toContain('header');
        // The sender of either file looks for the import.
        for (const { half, place } of events) expect(last?.feed?.[half]?.requestId).toBe(`of v${place}`);
        expect(last?.requestId).toBe(last?.feed?.data?.requestId);
        expect(new Set(intake.started)).toEqual(new Set([last?.importId]));
        // It arrived with its second file.
        expect([...intake.tickets]).toEqual([expect.stringMatching(/^ticket#2026-11-21T10:00:02/)]);
      }),
      lawRuns(400),
    );
  });

  it('become the import of the API that waits for them, whatever dies, also next to a pair without the API', async () => {
    const others: readonly Upload[] = [
      { half: 'header', place: 3 },
      { half: 'data', place: 4 },
    ];
    const both = onePair.map((own) => own.map((upload) => ({ ...upload, importId: IMPORT_ID })));
    const uploads = fc.tuple(both, fc.boolean()).map(([own, more]) => (more ? [...own, ...others] : own));
    await fc.assert(
      fc.asyncProperty(deliveries(uploads), crashes, fc.scheduler(), async (events, dying, scheduler) => {
        const intake = new Intake();
        intake.imports.set(IMPORT_ID, pairOfTheApi());
        intake.beforeStep = () => scheduler.schedule(Promise.resolve());
        await deliverAll(intake, events, dying, (all) => scheduler.waitFor(Promise.all(all)));
        expect(intake.imports.get(IMPORT_ID)).toMatchObject({
          status: 'QUEUED',
          requestId: 'of the API',
          source: { key: expect.stringContaining('user_feed_data') },
          feed: { header: { object: {} }, data: { object: {} } },
        });
        expect(intake.started).toContain(IMPORT_ID);
        const hasOthers = events.some(({ importId }) => importId === undefined);
        expect([...intake.imports.values()].map(({ status }) => status)).toEqual(
          hasOthers ? ['QUEUED', 'QUEUED'] : ['QUEUED'],
        );
        // Imports of earlier pairs find both.
        const holders = [...intake.feeds.pointers.values()].map(({ holder }) => holder);
        expect(holders.sort()).toEqual([...intake.imports.keys()].sort());
      }),
      lawRuns(300),
    );
  });

  it('do not wait when the tenant has too many open imports, and are imported when the other file arrives later', async () => {
    const intake = new Intake();
    intake.isFull = true;
    await intake.deliver({ half: 'header', place: 1 });
    const refused = intake.last as Import;
    expect(refused).toMatchObject({ status: 'QUEUED', overLimit: 1000 });
    expect(refused.feed?.expiresAt).toBeUndefined();
    expect(supersedes(refused)).toBe(false);
    intake.imports.set(refused.importId, { ...refused, status: 'REJECTED' });
    intake.isFull = false;
    await intake.deliver({ half: 'data', place: 2 });
    expect(intake.last).toMatchObject({ status: 'QUEUED', feed: { header: {}, data: {} } });
    expect(intake.last?.overLimit).toBeUndefined();
    expect(intake.started).toEqual([refused.importId, intake.last?.importId]);
  });

  it('are the last upload of each, however often they are uploaded: the last import has them, every other was whole', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries(anyUploads), crashes, fc.scheduler(), async (events, dying, scheduler) => {
        const intake = new Intake();
        intake.beforeStep = () => scheduler.schedule(Promise.resolve());
        await deliverAll(intake, events, dying, (all) => scheduler.waitFor(Promise.all(all)));
        const lastOf = (half: Upload['half']) =>
          events.filter((each) => each.half === half).reduce((most, { place }) => Math.max(most, place), -1);
        const places = (['header', 'data'] as const).map((half) => [half, lastOf(half)] as const);
        for (const [half, place] of places)
          expect(intake.last?.feed?.[half]?.object.versionId ?? -1).toBe(place === -1 ? -1 : `v${place}`);
        const isPair = places.every(([, place]) => place !== -1);
        expect([...intake.imports.values()].map(({ status }) => status)).toEqual(
          [...intake.imports.keys()].map(() => (isPair ? 'QUEUED' : 'AWAITING_UPLOAD')),
        );
        if (!isPair) expect([intake.imports.size, intake.started, intake.tickets.size]).toEqual([1, [], 0]);
        // One whose process died before it was started, and that was then outdone, the sweep starts.
        else expect(intake.started).toContain(intake.last?.importId);
        expect(new Set(intake.started).isSubsetOf(new Set(intake.imports.keys()))).toBe(true);
      }),
      lawRuns(400),
    );
  });

  it('wait for each other for as long as the tenant says', async () => {
    const intake = new Intake();
    await intake.deliver({ half: 'data', place: 1 });
    expect(intake.last).toMatchObject({
      status: 'AWAITING_UPLOAD',
      fileName: `user_feed_data_${STAMP}.json`,
      feed: { expiresAt: new Date(NOW.getTime() + 24 * 3_600_000).toISOString() },
    });
    expect([intake.started, intake.tickets.size]).toEqual([[], 0]);
  });

  it.each([
    ['header', 'data'],
    ['data', 'header'],
  ] as const)('follow the metadata of the data file: %s first', async (...halves) => {
    const intake = new Intake();
    for (const [place, half] of halves.entries()) {
      intake.metadata =
        half === 'data'
          ? { 'rollcall-mode': 'update-only', 'rollcall-notify': 'data@example.com' }
          : { 'rollcall-notify': 'header@example.com', 'rollcall-request-id': 'r1' };
      await intake.deliver({ half, place });
    }
    expect(intake.last?.options).toMatchObject({ mode: 'update-only', notify: 'data@example.com' });
    expect(intake.last?.requestId).toMatch(/^of v/);
    expect(intake.last?.feed?.header?.requestId).toBe('r1');
  });

  it.each(['EXPIRED', 'CANCELLED', 'COMPLETED', 'REJECTED'] as const)(
    'begin a new import with the last upload of the other file when theirs is %s',
    async (status) => {
      const intake = new Intake();
      await intake.deliver({ half: 'header', place: 1 });
      const waiting = intake.last as Import;
      if (status === 'COMPLETED' || status === 'REJECTED') await intake.deliver({ half: 'data', place: 2 });
      intake.imports.set(waiting.importId, { ...(intake.last as Import), status });
      await intake.deliver({ half: 'data', place: 3 });
      expect(intake.last).toMatchObject({ status: 'QUEUED', feed: { before: waiting.importId } });
      expect(intake.last?.feed?.header).toEqual(waiting.feed?.header);
      expect(intake.imports.size).toBe(2);
    },
  );

  it('do not complete an import that is being cancelled', async () => {
    const intake = new Intake();
    await intake.deliver({ half: 'header', place: 1 });
    const waiting = { ...(intake.last as Import), cancelRequestedAt: NOW.toISOString() };
    intake.imports.set(waiting.importId, waiting);
    await intake.deliver({ half: 'data', place: 2 });
    expect(intake.imports.get(waiting.importId)).toBe(waiting);
    expect(intake.last).toMatchObject({ status: 'QUEUED', feed: { before: waiting.importId } });
  });
});
