import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newKeyHash } from '../../../lambdas/core/conflicts/key-hash.ts';
import { createKeyList } from '../../../lambdas/core/conflicts/key-list.ts';
import { createReadKeys } from '../../../lambdas/core/conflicts/read-keys.ts';
import { claimKeysOf } from '../../../lambdas/core/import-type/claim-keys.ts';
import type {
  FileFormat,
  ImportType,
  ImportTypeDefinition,
} from '../../../lambdas/core/import-type/import-type.ts';
import { sampleType } from '../../../lambdas/core/import-type/sample-file.ts';
import type { User } from '../../../lambdas/core/user/user.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { seenByWorkers } from '../core/conflicts/workers-view.ts';
import { everyTypeAndFormat } from '../support/all-types.ts';
import { applyOneByOne } from './apply-one-by-one.ts';
import { filesOf } from './arbitrary-records.ts';
import { inspected } from './inspected.ts';
import { type InspectedFile, TENANT } from './memory-import.ts';
import { type Run, runImports } from './run-imports.ts';

interface CountedFile extends InspectedFile {
  readonly records: number;
}

const options = fc.record({
  mode: fc.constantFrom('upsert', 'upsert', 'upsert', 'create-only', 'update-only'),
  onBlank: fc.constantFrom('keep', 'clear'),
});
const deaths = fc.uniqueArray(fc.integer({ min: 0, max: 120 }), { maxLength: 4 }).map((at) => new Set(at));
const chunkRecords = fc.integer({ min: 1, max: 5 });

/** The second one finds users and claims. */
function filePairs(
  definition: ImportTypeDefinition,
  format: FileFormat,
): fc.Arbitrary<readonly CountedFile[]> {
  const file = fc
    .tuple(filesOf(definition, format), options)
    .map(([{ text, records }, chosen]) => ({ ...inspected(definition, text), records, options: chosen }));
  return fc.array(file, { minLength: 1, maxLength: 2 });
}

const outcomesOf = (results: Run['results']) => results.map((file) => file.map(({ outcome }) => outcome));

function expectAsOneByOne(type: ImportType, files: readonly CountedFile[], { results, tables }: Run): void {
  const users = new Map<string, User>();
  expect(outcomesOf(results)).toEqual(files.map((file) => applyOneByOne(type, file, users)));
  expect(new Map([...tables.users].map(([key, { user }]) => [key, user]))).toEqual(users);
  const unclaimed = [...users].flatMap(([userKey, user]) =>
    [...claimKeysOf(user, TENANT, type)].filter((key) => tables.claims.get(key)?.owner !== userKey),
  );
  expect(unclaimed).toEqual([]);
}

function expectOneOutcomeEach(files: readonly CountedFile[], { results }: Run): void {
  const numbers = results.map((file) => file.map(({ recordNumber }) => recordNumber));
  expect(numbers).toEqual(files.map(({ records }) => Array.from({ length: records }, (_, i) => i + 1)));
}

describe.each(everyTypeAndFormat())('%s in %s', (_name, format, definition) => {
  const type = sampleType(definition);
  const files = filePairs(definition, format);

  it('creates the same users as its records applied one after another, with one outcome each, whatever is interrupted', async () => {
    await fc.assert(
      fc.asyncProperty(
        files,
        chunkRecords,
        deaths,
        fc.boolean(),
        fc.scheduler(),
        async (files, size, deaths, doubled, scheduler) => {
          const run = await runImports(files, size, { scheduler, deaths, doubled });
          expectOneOutcomeEach(files, run);
          expectAsOneByOne(type, files, run);
        },
      ),
      lawRuns(60),
    );
  });

  it('has the outcomes that its evaluation predicts, which writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        files,
        chunkRecords,
        deaths,
        fc.scheduler(),
        async (files, size, deaths, scheduler) => {
          const run = await runImports(files, size, { scheduler, deaths, evaluated: true });
          expect(outcomesOf(run.evaluated)).toEqual(outcomesOf(run.results));
        },
      ),
      lawRuns(40),
    );
  });

  it('has results that tell nothing of the users that were there: what the records carried, and no more', async () => {
    await fc.assert(
      fc.asyncProperty(files, chunkRecords, async (files, size) => {
        const [after = []] = (await runImports(files, size)).results.slice(-1);
        const [alone = []] = (await runImports(files.slice(-1), size)).results;
        expect(after).toHaveLength(alone.length);
        for (const [i, { outcome, details }] of after.entries()) {
          // A failed record may have a user or not: without a user, its row has the key only.
          if (outcome !== 'failed' && alone[i]?.outcome !== 'failed')
            expect(details).toEqual(alone[i]?.details);
        }
      }),
      lawRuns(60),
    );
  });

  it('gives the splitter the conflict keys that its workers find', () => {
    fc.assert(
      fc.property(files, (files) => {
        for (const file of files) {
          for (const { raw, keys } of recordsOf(type, file))
            if (keys !== undefined) expect(splitterKeys(type, file, raw)).toEqual(keys.map(hashOf).sort());
        }
      }),
      lawRuns(100),
    );
  });
});

function recordsOf(type: ImportType, { text, layout }: InspectedFile) {
  const file = Buffer.from(text);
  const all = { index: 0, start: layout.offset, end: file.length, firstRecord: 1, firstLine: 1, records: 0 };
  return seenByWorkers({ file, layout }, [all], type);
}

function splitterKeys(type: ImportType, { layout }: InspectedFile, raw: Buffer): readonly string[] {
  const keys = createKeyList();
  createReadKeys(type, TENANT, layout)(raw, 0, raw.length, keys);
  return Array.from({ length: keys.count() }, (_, i) =>
    keys
      .lanes()
      .slice(2 * i, 2 * i + 2)
      .join(),
  ).sort();
}

function hashOf(key: string): string {
  return newKeyHash(key).join();
}
