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
      forget: async () => void done.push('forgotten'),
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

  it('gives an import that it starts a place in the queue', async () => {
    expect((await sweep(queued(11), undefined)).tickets).toBe(1);
  });
});
