import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lawRuns } from '../../support/law-runs.ts';
import { arbitraryProgramFile, arbitraryFile as file } from '../processing/arbitrary-file.ts';
import { runFile } from '../processing/run-file.ts';

const files = fc.array(file, { minLength: 1, maxLength: 2 });
const chunkRecords = fc.integer({ min: 1, max: 5 });
const deaths = fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 3 });

describe('an evaluation predicts the outcomes of the import, and writes nothing', () => {
  it('whatever the chunks’ order, and whatever dies', async () => {
    await fc.assert(
      fc.asyncProperty(files, chunkRecords, deaths, fc.scheduler(), async (records, size, at, scheduler) => {
        const run = await runFile(records, size, { scheduler, deaths: new Set(at), evaluated: true });
        expect(run.evaluated).toEqual(run.outcomes);
      }),
      lawRuns(200),
    );
  });

  it('when chunks are evaluated twice at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(files, chunkRecords, fc.scheduler(), async (records, size, scheduler) => {
        const run = await runFile(records, size, { scheduler, doubled: true, evaluated: true });
        expect(run.evaluated).toEqual(run.outcomes);
      }),
      lawRuns(150),
    );
  });

  it('when duplicates are rejected', async () => {
    await fc.assert(
      fc.asyncProperty(files, chunkRecords, deaths, fc.scheduler(), async (records, size, at, scheduler) => {
        const trouble = { scheduler, deaths: new Set(at), duplicates: 'reject', evaluated: true } as const;
        const run = await runFile(records, size, trouble);
        expect(run.evaluated).toEqual(run.outcomes);
      }),
      lawRuns(100),
    );
  });

  it('when every user gets a code in a program', async () => {
    const files = fc.array(arbitraryProgramFile, { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(files, chunkRecords, deaths, fc.scheduler(), async (records, size, at, scheduler) => {
        const trouble = { scheduler, deaths: new Set(at), programs: ['p'], evaluated: true };
        const run = await runFile(records, size, trouble);
        expect(run.evaluated).toEqual(run.outcomes);
      }),
      lawRuns(150),
    );
  });
});
