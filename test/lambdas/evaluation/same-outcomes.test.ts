import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportOptions } from '../../../lambdas/contracts/import-options.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { arbitraryProgramFile, arbitraryFile as file } from '../processing/arbitrary-file.ts';
import { inspectedFile, runFile } from '../processing/run-file.ts';
import { runImports } from '../processing/run-imports.ts';

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

  it('with the same errors, which name the same records', async () => {
    let named = 0;
    const mode = fc.constantFrom<ImportOptions['mode']>('upsert', 'create-only');
    await fc.assert(
      fc.asyncProperty(file, chunkRecords, mode, async (records, size, chosen) => {
        const inspected = inspectedFile(records, { mode: chosen });
        const { results, evaluated } = await runImports([inspected], size, { evaluated: true });
        const [predicted, errors] = [evaluated, results].map((run) =>
          run.flat().flatMap(({ issues }) => issues.map(({ message }) => message)),
        );
        expect(predicted).toEqual(errors);
        named += errors?.filter((message) => /record \d+ of this file/.test(message)).length ?? 0;
      }),
      lawRuns(100),
    );
    expect(named).toBeGreaterThan(20);
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
