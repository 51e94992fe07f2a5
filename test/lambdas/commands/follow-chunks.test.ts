import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFollowChunks } from '../../../lambdas/commands/follow-chunks.ts';
import type { ChunkGlance } from '../../../lambdas/contracts/chunk.ts';
import { ChunkIssues } from '../../../lambdas/core/lifecycle/chunk-issues.ts';
import { sumChunks } from '../../../lambdas/core/lifecycle/sum-chunks.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { countsOf, IMPORT_ID, NOW } from '../support/import-item.ts';

const at = (second: number) => new Date(NOW.getTime() + second * 1000).toISOString();

const KINDS = ['locale must be a locale', 'email must be an e-mail address', 'the row has too many cells'];

/** What the item of a chunk says about its issues: some chunks have none. */
function groupsAt(index: number, firstRecord: number): NonNullable<ChunkGlance['issues']> {
  const groups = KINDS.slice(0, index % 4).map((kind, i) => ({
    severity: i === 1 ? ('warning' as const) : ('error' as const),
    code: 'VALIDATION_FAILED' as const,
    kind,
    count: 1 + (index % 3),
    firstRecord,
  }));
  return { groups, others: { error: index % 5 === 0 ? 1 : 0, warning: 0 } };
}

/** What reading all chunks once would find. */
function readAll(chunks: readonly (ChunkGlance | undefined)[]) {
  const issues = new ChunkIssues();
  for (const chunk of chunks) if (chunk !== undefined) issues.add(undefined, chunk);
  return { ...sumChunks([...chunks], ''), issues: issues.counted() };
}

/** An import of chunks with 10 records each, which go on as a map and ProcessDeferred let them. */
function importOf(total: number) {
  const chunks: ChunkGlance[] = [];
  let now = NOW.getTime();
  let read = 0;
  const follow = createFollowChunks(
    {
      async *from(_, __, index) {
        for (const chunk of chunks.slice(index)) {
          if (chunk === undefined) continue;
          read += 1;
          yield chunk;
        }
      },
      one: async (_, __, index) => {
        read += 1;
        return chunks[index];
      },
    },
    () => new Date(now),
  );
  const set = (index: number, status: ChunkGlance['status'], second = 0) => {
    const records = { RUNNING: 0, DEFERRED: 7, DONE: 10 }[status];
    const counts = countsOf({ records, failed: records > 0 ? 1 : 0 });
    chunks[index] = {
      index,
      status,
      startedAt: chunks[index]?.startedAt ?? at(second),
      ...(status !== 'RUNNING' && {
        counts,
        endedAt: at(second + 1),
        issues: groupsAt(index, index * 10 + 1),
      }),
      ...(status === 'DONE' &&
        chunks[index]?.status === 'DEFERRED' && { deferredIssues: groupsAt(index + 1, index * 10 + 8) }),
    };
  };
  const item = {
    importId: IMPORT_ID,
    attempt: 1,
    arrival: NOW.toISOString(),
    split: { records: total * 10, chunks: total, manifestKey: 'm' },
  };
  return {
    chunks,
    set,
    poll: () => {
      now += 1000;
      return follow(item, 'import');
    },
    pollAgain: () => follow(item, 'import'),
    reads: () => {
      const count = read;
      read = 0;
      return count;
    },
  };
}

describe('following the chunks of an import', () => {
  it('finds at each poll what reading all chunks would find, in whichever order they get done', async () => {
    const step = fc.record({ index: fc.nat(29), change: fc.constantFrom('begin', 'end', 'defer', 'poll') });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }),
        fc.array(step, { maxLength: 120 }),
        async (total, steps) => {
          const { chunks, set, poll } = importOf(total);
          for (const { index, change } of steps) {
            const chunk = chunks[index % total];
            if (change === 'poll') expect(await poll()).toEqual(readAll(chunks));
            else if (chunk === undefined) set(index % total, 'RUNNING', index);
            else if (chunk.status === 'RUNNING')
              set(index % total, change === 'defer' ? 'DEFERRED' : 'DONE', index);
          }
          // The map ends, and the deferred chunks are processed in order.
          for (let index = 0; index < total; index += 1)
            if (chunks[index] === undefined || chunks[index]?.status === 'RUNNING') set(index, 'DEFERRED');
          for (let index = 0; index < total; index += 1) {
            expect(await poll()).toEqual(readAll(chunks));
            if (chunks[index]?.status === 'DEFERRED') set(index, 'DONE');
          }
          expect(await poll()).toMatchObject({ recordsDone: total * 10, chunksRunning: 0 });
        },
      ),
      lawRuns(200),
    );
  });

  it('reads all 9,999 chunk items once, then at each poll only those that were not done', async () => {
    const { set, poll, reads } = importOf(9999);
    for (let index = 0; index < 9000; index += 1) set(index, index % 10 === 0 ? 'DEFERRED' : 'DONE');
    // Two are tried again and again.
    for (const index of [7, 4001, 9000, 9001]) set(index, 'RUNNING');
    await poll();
    expect(reads()).toBe(9002);
    await poll();
    expect(reads()).toBe(4);
    set(9002, 'RUNNING');
    await poll();
    expect(reads()).toBe(5);
    for (const index of [7, 4001]) set(index, 'DONE');
    for (let index = 9000; index < 9999; index += 1) set(index, 'DONE');
    expect(await poll()).toMatchObject({ recordsDone: 9999 * 10 - 900 * 3 });
    expect(reads()).toBe(1001);
    // ProcessDeferred is at the chunk 10.
    set(0, 'DONE');
    expect(await poll()).toMatchObject({ recordsDone: 9999 * 10 - 899 * 3 });
    expect(reads()).toBeLessThanOrEqual(11);
  });

  it('answers polls of the same second by one read', async () => {
    const { set, poll, pollAgain, reads } = importOf(10);
    set(0, 'DONE');
    expect(await Promise.all([poll(), pollAgain(), pollAgain()])).toEqual(
      Array(3).fill(expect.objectContaining({ recordsDone: 10 })),
    );
    expect(reads()).toBe(1);
  });

  it('does not remember a read that failed', async () => {
    let fails = true;
    const follow = createFollowChunks(
      {
        // biome-ignore lint/correctness/useYield: it has no chunks.
        async *from() {
          if (fails) throw new Error('throttled');
        },
        one: async () => undefined,
      },
      () => NOW,
    );
    const item = { importId: IMPORT_ID, attempt: 1, arrival: '' };
    await expect(follow(item, 'import')).rejects.toThrow('throttled');
    fails = false;
    expect(await follow(item, 'import')).toMatchObject({ recordsDone: 0 });
  });
});

describe('the rate of an import', () => {
  const chunk = (index: number, from: number, to: number): ChunkGlance => ({
    index,
    status: 'DONE',
    counts: countsOf({ records: 100 }),
    startedAt: at(from),
    endedAt: at(to),
  });

  it('is that of its last attempt, from the first chunk that began to the last that is done', () => {
    const chunks = [chunk(0, 0, 4), chunk(1, 100, 104), chunk(2, 102, 108)];
    expect(sumChunks(chunks, '').recordsPerSecond).toBeCloseTo(300 / 108);
    expect(sumChunks(chunks, at(50)).recordsPerSecond).toBe(25);
    expect(sumChunks([], '').recordsPerSecond).toBeUndefined();
    expect(sumChunks(chunks, at(200))).toEqual({
      recordsDone: 300,
      recordsFailed: 0,
      warnings: 0,
      chunksRunning: 0,
    });
  });
});
