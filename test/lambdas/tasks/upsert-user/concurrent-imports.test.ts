import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lawRuns } from '../../../support/law-runs.ts';
import { arbitraryProgramFile as file } from '../../processing/arbitrary-file.ts';
import type { InspectedFile } from '../../processing/memory-import.ts';
import { lineOf, type ModelRecord } from '../../processing/model.ts';
import { expectCodesApart, unclaimedOf } from '../../processing/run-file.ts';
import { type ConcurrentWriters, Death, runImports } from '../../processing/run-imports.ts';
import { type Interruption, memoryTables } from '../../support/memory-tables.ts';
import { SETTINGS, upsertOn } from './upsert-on.ts';

const files = fc.array(file, { minLength: 1, maxLength: 2 });
const requests = fc.array(file, { minLength: 1, maxLength: 4 });
const deaths = fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 6 });
const chunkRecords = fc.integer({ min: 1, max: 5 });

function fileOf(records: readonly ModelRecord[]): InspectedFile {
  const text = records.map((record) => `${lineOf(record)}\n`).join('');
  const layout = { format: 'jsonl', offset: 0, line: 1 } as const;
  return { importType: 'participants', settings: SETTINGS, text, layout };
}

const isDeath = (error: unknown): boolean =>
  error instanceof Death || (error instanceof Error && error.name === 'WriteContention');

/** Each list's records one after another, lists side by side; where a request dies or gives up, the next follows. */
function upsertAll(lists: readonly (readonly ModelRecord[])[]): ConcurrentWriters {
  return (tables, interrupt) =>
    lists.map(async (records) => {
      const upsert = upsertOn(tables, SETTINGS, interrupt);
      for (const record of records.filter(({ malformed }) => !malformed)) {
        await upsert(JSON.parse(lineOf(record))).catch((error: unknown) => {
          if (!isDeath(error)) throw error;
        });
      }
    });
}

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
