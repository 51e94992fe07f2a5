import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lawRuns } from '../../../support/law-runs.ts';
import { arbitraryProgramFile as file } from '../../processing/arbitrary-file.ts';
import { expectCodesApart, unclaimedOf } from '../../processing/run-file.ts';
import { Death, runImports } from '../../processing/run-imports.ts';
import { type Interruption, memoryTables } from '../../support/memory-tables.ts';
import { fileOf, upsertAll } from './concurrent-requests.ts';

const files = fc.array(file, { minLength: 1, maxLength: 2 });
const requests = fc.array(file, { minLength: 1, maxLength: 4 });
const deaths = fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 6 });
const chunkRecords = fc.integer({ min: 1, max: 5 });

describe('single-user requests concurrent with imports', () => {
  it('never leave two users with one code or a code without its claim, for any interleaving and crash', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ files, requests, size: chunkRecords, deaths, doubled: fc.boolean() }),
        fc.scheduler(),
        async ({ files, requests, size, deaths, doubled }, scheduler) => {
          const { results, tables } = await runImports(files.map(fileOf), size, {
            scheduler,
            deaths: new Set(deaths),
            doubled,
            watch: expectCodesApart,
            concurrent: upsertAll(requests),
          });
          expect(unclaimedOf(tables)).toEqual([]);
          expect(results.map(({ length }) => length)).toEqual(files.map(({ length }) => length));
        },
      ),
      lawRuns(150),
    );
  });

  it('never do so when a request and an import create users with the same code', async () => {
    const records = [{ id: 'bob', codes: { p: 'X' } }];
    const lists = [[{ id: 'ann', codes: { p: 'X' } }]];
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const trouble = { scheduler, watch: expectCodesApart, concurrent: upsertAll(lists) };
        const { tables } = await runImports([fileOf(records)], 1, trouble);
        expect(unclaimedOf(tables)).toEqual([]);
      }),
      lawRuns(100),
    );
  });

  it('never do so concurrently with other requests', async () => {
    await fc.assert(
      fc.asyncProperty(requests, deaths, fc.scheduler(), async (lists, at, scheduler) => {
        const tables = memoryTables();
        let operations = 0;
        const interrupt: Interruption = async (operation) => {
          await scheduler.schedule(Promise.resolve(), operation);
          if (operation === 'after write user') expectCodesApart(tables);
          if (at.includes(operations++)) throw new Death(operation);
        };
        await scheduler.waitFor(Promise.all(upsertAll(lists)(tables, interrupt)));
        expect(unclaimedOf(tables)).toEqual([]);
      }),
      lawRuns(150),
    );
  });
});
