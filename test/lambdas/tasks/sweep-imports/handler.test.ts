import { describe, expect, it } from 'vitest';
import type { ExecutionState } from '../../../../lambdas/adapters/step-functions-executions.ts';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import { createSweepImports } from '../../../../lambdas/tasks/sweep-imports/handler.ts';
import { IMPORT_ID, importItem, NOW } from '../../support/import-item.ts';
import { RUNTIME } from '../../support/memory-ports.ts';
import { MemoryQueue } from '../../turns/memory-queue.ts';

const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();

/** @param meanwhile what the import has become since it was read */
async function sweep(item: Import, execution: ExecutionState | undefined, meanwhile = item) {
  const queue = new MemoryQueue();
  queue.imports.set(item.importId, meanwhile);
  const done: string[] = [];
  const run = createSweepImports({
    ...queue.ports,
    imports: {
      find: async (importId) => (importId === item.importId ? item : undefined),
      unfinished: async function* () {
        yield item.importId;
      },
      abandon: async () => Boolean(done.push('abandoned')),
      forget: async () => void done.push('forgotten'),
      readCursor: async () => undefined,
      keepCursor: async () => undefined,
    },
    executions: {
      describe: async () => execution,
      start: async (arn, name) => {
        done.push(`${arn} ${name}`);
        return true;
      },
      stop: async () => {
        done.push('stopped');
        return true;
      },
    },
    notifyConfirmed: async (token) => {
      done.push(`notified ${token}`);
      return 'notified';
    },
    stateMachineArn: 'user-import',
    recoveryArn: 'recover-import',
    now: () => NOW,
  });
  await run({}, RUNTIME);
  return { done, tickets: queue.tickets.size, item: queue.imports.get(item.importId) };
}

describe('SweepImports', () => {
  const queued = (minutes: number) => importItem({ status: 'QUEUED', updatedAt: minutesAgo(minutes) });
  const running = { status: 'RUNNING' } as const;
  const asked = { expiresAt: minutesAgo(-60), token: 'question', retry: 0 };
  const sent = { status: 'SENT', at: minutesAgo(1) } as const;

  it.each([
    ['leaves an import alone that runs', importItem(), running, []],
    ['gives start-import its time', queued(9), undefined, []],
    ['starts what was never started', queued(11), undefined, [`user-import ${IMPORT_ID}`]],
    ['recovers what was stopped', importItem(), { status: 'ABORTED' }, [`recover-import ${IMPORT_ID}-r1`]],
    [
      'ends what was cancelled before it started',
      { ...queued(1), cancelRequestedAt: minutesAgo(1) },
      undefined,
      [`recover-import ${IMPORT_ID}-r1`],
    ],
    [
      'stops what was cancelled and runs',
      importItem({ cancelRequestedAt: minutesAgo(1) }),
      running,
      ['stopped'],
    ],
    [
      'lets go on what was confirmed and may not have heard of it: others wait behind its place',
      importItem({ confirmation: { ...asked, confirmedAt: minutesAgo(1) } }),
      running,
      ['notified question'],
    ],
    [
      'leaves an import alone whose sender has not answered',
      importItem({ status: 'AWAITING_CONFIRMATION', confirmation: asked }),
      running,
      [],
    ],
    [
      'sends the e-mail of an import that has its end',
      importItem({ status: 'COMPLETED', endedAt: minutesAgo(6) }),
      { status: 'ABORTED' },
      [`recover-import ${IMPORT_ID}-r1`],
    ],
    [
      'forgets a mail that could not be sent for a day',
      importItem({ status: 'COMPLETED', endedAt: minutesAgo(1441) }),
      { status: 'FAILED' },
      ['forgotten'],
    ],
    [
      'forgets what is finished',
      importItem({ status: 'ABORTED', notification: sent }),
      running,
      ['forgotten'],
    ],
  ] as const)('%s', async (_, item, execution, done) => {
    expect((await sweep(item as Import, execution)).done).toEqual(done);
  });

  const half = (minutes: number, fields: Partial<Import> = {}) =>
    importItem({
      status: 'AWAITING_UPLOAD',
      fileName: 'user_feed_data_20261120100000.json',
      feed: {
        timestamp: '20261120100000',
        data: { object: importItem().source, arrival: '' },
        revision: 1,
        expiresAt: minutesAgo(minutes),
      },
      ...fields,
    });

  it('lets one file of a pair wait for the other until its time limit', async () => {
    const { done, item } = await sweep(half(-1), undefined);
    expect([done, item?.status]).toEqual([[], 'AWAITING_UPLOAD']);
  });

  it('expires one file of a pair after its time limit, and notifies its sender which file is missing', async () => {
    const { done, item } = await sweep(half(0), undefined);
    expect(done).toEqual([`recover-import ${IMPORT_ID}-r1`]);
    expect(item).toMatchObject({ status: 'EXPIRED', endedAt: NOW.toISOString() });
    expect(item?.reason?.message).toContain('user_feed_header_20261120100000.json, which did not arrive');
  });

  it('does not expire a pair whose other file arrives at the same moment', async () => {
    const complete = half(0, { status: 'QUEUED', updatedAt: minutesAgo(0) });
    const { done, item } = await sweep(half(0), undefined, complete);
    expect([done, item?.status]).toEqual([[], 'QUEUED']);
  });

  it('ends a cancelled file of a pair', async () => {
    const cancelled = half(-1, { cancelRequestedAt: minutesAgo(1) });
    expect((await sweep(cancelled, undefined)).done).toEqual([`recover-import ${IMPORT_ID}-r1`]);
  });

  it.each([
    ['expires an import of the API whose file was not uploaded in time', 0, ['abandoned']],
    ['lets an import of the API wait for its file until then', -1, []],
  ])('%s', async (_, minutes, done) => {
    const upload = { bucket: 'uploads', key: 'k', bytes: 1, expiresAt: minutesAgo(minutes) };
    expect((await sweep(importItem({ status: 'AWAITING_UPLOAD', upload }), undefined)).done).toEqual(done);
  });

  it('gives an import that it starts a place in the queue', async () => {
    expect((await sweep(queued(11), undefined)).tickets).toBe(1);
  });
});

describe('a sweep over many imports', () => {
  const IDS = ['imp_a', 'imp_b', 'imp_c', 'imp_d'];

  /** Each import takes a minute; `invocationMs` is the time of one sweep. */
  function sweeping(invocationMs: number, broken?: string) {
    const queue = new MemoryQueue();
    const checked: string[] = [];
    let cursor: string | undefined;
    const unfinished = (after = '') => IDS.filter((id) => id > after);
    const run = createSweepImports({
      ...queue.ports,
      turns: {
        ...queue.ports.turns,
        readTurn: async (tenant) => {
          checked.push(tenant);
          if (tenant === broken) throw new Error('broken');
          return { fencingToken: 0 };
        },
      },
      imports: {
        find: async (importId) => {
          checked.push(importId);
          return importItem({ importId, tenant: `tenant of ${importId}` });
        },
        unfinished: async function* (after) {
          yield* unfinished(after);
        },
        abandon: async () => true,
        forget: async () => undefined,
        readCursor: async () => cursor,
        keepCursor: async (last) => {
          cursor = last;
        },
      },
      executions: {
        describe: async () => ({ status: 'RUNNING' }),
        start: async () => true,
        stop: async () => true,
      },
      notifyConfirmed: async () => 'notified',
      stateMachineArn: 'user-import',
      recoveryArn: 'recover-import',
      now: () => NOW,
    });
    const sweepOnce = async () => {
      checked.length = 0;
      const remainingMs = () => invocationMs - 60_000 * checked.length;
      await run({}, { ...RUNTIME, remainingMs });
      return [...checked];
    };
    return { checked, sweepOnce };
  }

  it('continues behind the last import of the sweep before, and begins again at the end', async () => {
    const { sweepOnce } = sweeping(180_000);
    const imports = async () => (await sweepOnce()).filter((id) => id.startsWith('imp_'));
    expect(await imports()).toEqual(['imp_a', 'imp_b']);
    expect(await imports()).toEqual(['imp_c', 'imp_d']);
    expect(await imports()).toEqual(['imp_a', 'imp_b']);
  });

  it('advances the queue of each tenant while there is time', async () => {
    const { sweepOnce } = sweeping(100_000);
    expect(await sweepOnce()).toEqual(['imp_a', 'tenant of imp_a']);
    expect(await sweepOnce()).toEqual(['imp_b', 'tenant of imp_b']);
  });

  it('checks each import once when there is time for all', async () => {
    const { sweepOnce } = sweeping(900_000);
    for (let i = 0; i < 2; i += 1)
      expect((await sweepOnce()).filter((id) => id.startsWith('imp_')).sort()).toEqual(IDS);
  });

  it('advances the queues of all tenants even when one of them fails, and then fails', async () => {
    const { checked, sweepOnce } = sweeping(900_000, 'tenant of imp_a');
    await expect(sweepOnce()).rejects.toThrow('1 imports or queues could not be checked');
    expect(checked.filter((id) => id.startsWith('tenant'))).toEqual(IDS.map((id) => `tenant of ${id}`));
  });
});
