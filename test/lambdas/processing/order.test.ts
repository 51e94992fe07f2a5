import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatedCodes } from '../../../lambdas/import-types/referral-programs.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { arbitraryCodelessFile, arbitraryProgramFile, arbitraryFile as file } from './arbitrary-file.ts';
import { applyInOrder, type ModelRecord, userKeyOf } from './model.ts';
import { runFile, type Trouble } from './run-file.ts';

/** The second one finds users and claims. */
const files = fc.array(file, { minLength: 1, maxLength: 2 });
const chunkRecords = fc.integer({ min: 1, max: 5 });

function expectAsInOrder(
  records: readonly (readonly ModelRecord[])[],
  run: Awaited<ReturnType<typeof runFile>>,
  rules: Pick<Trouble, 'duplicates' | 'programs'> = {},
) {
  const users = new Map();
  const expected = records.map((one) => applyInOrder(one, users, rules).outcomes);
  expect(run.outcomes).toEqual(expected);
  expect(run.users).toEqual(new Map([...users].sort()));
  expect(run.unclaimed).toEqual([]);
  expect(run.partial).toEqual([]);
  expect(run.strayLinks).toEqual([]);
}

describe('the users table and the outcomes are those of the records applied one after another', () => {
  it('whatever the chunks’ order and however they interleave', async () => {
    await fc.assert(
      fc.asyncProperty(files, chunkRecords, fc.scheduler(), async (files, size, s) => {
        expectAsInOrder(files, await runFile(files, size, { scheduler: s }));
      }),
      lawRuns(150),
    );
  });

  it('with duplicates rejected, wherever they are in the file', async () => {
    const deaths = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(files, chunkRecords, deaths, fc.scheduler(), async (files, size, at, s) => {
        const trouble: Trouble = { scheduler: s, deaths: new Set(at), duplicates: 'reject' };
        expectAsInOrder(files, await runFile(files, size, trouble), trouble);
      }),
      lawRuns(150),
    );
  });

  it('when chunks are processed twice at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(files, chunkRecords, fc.scheduler(), async (records, size, s) => {
        expectAsInOrder(records, await runFile(records, size, { scheduler: s, doubled: true }));
      }),
      lawRuns(100),
    );
  });

  it('when workers die at any operation and run again', async () => {
    const deaths = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(files, chunkRecords, deaths, fc.scheduler(), async (files, size, at, s) => {
        const trouble: Trouble = { scheduler: s, deaths: new Set(at) };
        expectAsInOrder(files, await runFile(files, size, trouble));
      }),
      lawRuns(150),
    );
  });

  it('when workers die, run again, and run twice at the same time', async () => {
    const deaths = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(files, chunkRecords, deaths, fc.scheduler(), async (records, size, at, s) => {
        const trouble: Trouble = { scheduler: s, deaths: new Set(at), doubled: true };
        expectAsInOrder(records, await runFile(records, size, trouble));
      }),
      lawRuns(100),
    );
  });

  it.each([
    ['workers die', {}],
    ['workers die and chunks are processed twice', { doubled: true }],
  ] as const)('when updates take several writes, %s', async (_prose, trouble: Pick<Trouble, 'doubled'>) => {
    const deaths = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 6 });
    const size = fc.integer({ min: 2, max: 6 });
    await fc.assert(
      fc.asyncProperty(files, size, deaths, fc.scheduler(), async (records, size, at, scheduler) => {
        const run = { ...trouble, scheduler, deaths: new Set(at), maxWrittenAttributes: 1 };
        expectAsInOrder(records, await runFile(records, size, run));
      }),
      lawRuns(200),
    );
  });

  it('when the time of an invocation ends at any record, and workers die', async () => {
    const deaths = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 3 });
    const ends = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 8 });
    let ended = 0;
    const property = fc.asyncProperty(
      files,
      chunkRecords,
      deaths,
      ends,
      fc.scheduler(),
      async (files, size, at, end, scheduler) => {
        const timeEnds = new Set(end);
        const onTimeEnded = () => void ended++;
        const run = await runFile(files, size, { scheduler, deaths: new Set(at), timeEnds, onTimeEnded });
        expectAsInOrder(files, run);
      },
    );
    await fc.assert(property, lawRuns(150));
    expect(ended).toBeGreaterThan(100);
  });

  it('when an update of several writes is interrupted after records that passed a code on', async () => {
    const before: ModelRecord[] = [
      { id: 'ann', codes: { p: 'X' }, firstName: 'A' },
      { id: 'bob', codes: {} },
    ];
    const passed: ModelRecord[] = [
      { id: 'ann', codes: { p: 'X', q: 'X' } },
      { id: 'ann', codes: { p: 'Y' } },
      { id: 'bob', codes: { p: 'X' } },
      { id: 'ann', codes: { q: 'Z' }, firstName: 'B' },
      { id: 'bob', codes: { q: 'X' }, firstName: 'C' },
    ];
    for (let death = 0; death < 160; death++) {
      const run = await runFile([before, passed], 8, { deaths: new Set([death]), maxWrittenAttributes: 1 });
      expectAsInOrder([before, passed], run);
    }
  });
});

describe('where users are assumed to be absent, as in a file without codes', () => {
  /** The last one finds users with codes, without, and none. */
  const files = fc.oneof(
    fc.tuple(arbitraryCodelessFile),
    fc.tuple(arbitraryCodelessFile, arbitraryCodelessFile),
    fc.tuple(file, arbitraryCodelessFile),
  );
  const chunkRecords = fc.integer({ min: 3, max: 8 });
  const deaths = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 4 });

  it.each([
    ['whatever the chunks’ order, and whatever dies', {}],
    ['when chunks are processed twice at the same time, and die', { doubled: true }],
    ['with duplicates rejected', { duplicates: 'reject' }],
  ] as const)('%s', async (_prose, trouble: Pick<Trouble, 'doubled' | 'duplicates'>) => {
    await fc.assert(
      fc.asyncProperty(files, chunkRecords, deaths, fc.scheduler(), async (files, size, at, scheduler) => {
        const run = await runFile(files, size, { ...trouble, scheduler, deaths: new Set(at) });
        expectAsInOrder(files, run, trouble);
      }),
      lawRuns(150),
    );
  });
});

describe('generated codes are the same as if the records had been applied one after another', () => {
  const files = fc.array(arbitraryProgramFile, { minLength: 1, maxLength: 2 });
  const deaths = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 6 });
  const programs = ['p'];

  it('whatever the chunks’ order and however they interleave', async () => {
    await fc.assert(
      fc.asyncProperty(files, chunkRecords, fc.scheduler(), async (files, size, scheduler) => {
        const trouble: Trouble = { scheduler, programs };
        expectAsInOrder(files, await runFile(files, size, trouble), trouble);
      }),
      lawRuns(150),
    );
  });

  it('when the generated code is in use, and was given up earlier in the file', async () => {
    const [first = '', second = ''] = generatedCodes(userKeyOf('ann'), 'p');
    const before = [{ id: 'bob', codes: { p: first } }];
    const records: ModelRecord[] = [
      { id: 'bob', codes: { p: 'X' } },
      { id: 'ann', codes: {} },
      { id: 'cy', codes: { p: second } },
    ];
    const orders = fc.shuffledSubarray(records, { minLength: 2 });
    await fc.assert(
      fc.asyncProperty(
        orders,
        fc.integer({ min: 1, max: 2 }),
        fc.scheduler(),
        async (file, size, scheduler) => {
          const trouble: Trouble = { scheduler, programs };
          expectAsInOrder([before, file], await runFile([before, file], size, trouble), trouble);
        },
      ),
      lawRuns(150),
    );
  });

  it('when workers die, run again, and run twice at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(files, chunkRecords, deaths, fc.scheduler(), async (files, size, at, scheduler) => {
        const trouble: Trouble = { scheduler, deaths: new Set(at), doubled: true, programs };
        expectAsInOrder(files, await runFile(files, size, trouble), trouble);
      }),
      lawRuns(150),
    );
  });

  it('with duplicates rejected', async () => {
    await fc.assert(
      fc.asyncProperty(files, chunkRecords, deaths, fc.scheduler(), async (files, size, at, scheduler) => {
        const trouble: Trouble = { scheduler, deaths: new Set(at), duplicates: 'reject', programs };
        expectAsInOrder(files, await runFile(files, size, trouble), trouble);
      }),
      lawRuns(100),
    );
  });
});
