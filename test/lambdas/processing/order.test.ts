import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lawRuns } from '../../support/law-runs.ts';
import { arbitraryFile as file } from './arbitrary-file.ts';
import { applyInOrder, type ModelRecord } from './model.ts';
import { runFile, type Trouble } from './run-file.ts';

const chunkRecords = fc.integer({ min: 1, max: 5 });

function expectAsInOrder(
  records: readonly (readonly ModelRecord[])[],
  run: Awaited<ReturnType<typeof runFile>>,
  repeats: Trouble['repeats'] = 'apply-in-order',
) {
  const users = new Map();
  const expected = records.map((one) => applyInOrder(one, users, repeats).outcomes);
  expect(run.outcomes).toEqual(expected);
  expect(run.users).toEqual(new Map([...users].sort()));
  expect(run.unclaimed).toEqual([]);
}

describe('the users table and the outcomes are those of the records applied one after another', () => {
  it('whatever the chunks’ order and however they interleave', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { minLength: 1, maxLength: 2 }),
        chunkRecords,
        fc.scheduler(),
        async (files, size, s) => {
          expectAsInOrder(files, await runFile(files, size, { scheduler: s }));
        },
      ),
      lawRuns(150),
    );
  });

  it('when each user is taken once, the others failing wherever they stand', async () => {
    const deaths = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { minLength: 1, maxLength: 2 }),
        chunkRecords,
        deaths,
        fc.scheduler(),
        async (files, size, at, s) => {
          const trouble: Trouble = { scheduler: s, deaths: new Set(at), repeats: 'reject' };
          expectAsInOrder(files, await runFile(files, size, trouble), 'reject');
        },
      ),
      lawRuns(150),
    );
  });

  it('when chunks are processed twice at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(file, chunkRecords, fc.scheduler(), async (records, size, s) => {
        expectAsInOrder([records], await runFile([records], size, { scheduler: s, doubled: true }));
      }),
      lawRuns(100),
    );
  });

  it('when workers die at any operation and run again', async () => {
    const deaths = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { minLength: 1, maxLength: 2 }),
        chunkRecords,
        deaths,
        fc.scheduler(),
        async (files, size, at, s) => {
          const trouble: Trouble = { scheduler: s, deaths: new Set(at) };
          expectAsInOrder(files, await runFile(files, size, trouble));
        },
      ),
      lawRuns(150),
    );
  });

  it('when workers die, run again, and are doubled', async () => {
    const deaths = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(file, chunkRecords, deaths, fc.scheduler(), async (records, size, at, s) => {
        const trouble: Trouble = { scheduler: s, deaths: new Set(at), doubled: true };
        expectAsInOrder([records], await runFile([records], size, trouble));
      }),
      lawRuns(100),
    );
  });
});
