import { describe, expect, it } from 'vitest';
import { objectKeys } from '../../../lambdas/core/naming/object-keys.ts';
import { participants } from '../../../lambdas/import-types/participants.ts';
import { userFeed } from '../../../lambdas/import-types/user-feed.ts';
import { splitImport } from '../../../lambdas/processing/import-stage.ts';
import { headerOf } from '../import-types/read-feed.ts';
import { chunkItem, FILES_OF, importItem, partKey } from '../support/import-item.ts';
import { memoryObjects } from '../support/memory-ports.ts';
import { writeResultFiles } from '../support/write-result-files.ts';
import { inspected } from './inspected.ts';
import type { InspectedFile } from './memory-import.ts';
import { runImports } from './run-imports.ts';

const KEYS = 100_000;
/** 22 issues of 1,000 characters, with what is written about each. */
const MOST_BYTES_OF_A_RECORD = 30_000;

const manyKeys = (value: unknown) =>
  Object.fromEntries(Array.from({ length: KEYS }, (_, i) => [`k${i}`, value]));

async function run(file: InspectedFile) {
  const { results } = await runImports([file], 10);
  const [result] = results[0] ?? [];
  if (result === undefined) throw new Error('there is no result');
  const objects = memoryObjects();
  // As its chunk left it: warnings about references come when the parts are read.
  const issues = result.issues.filter(({ severity }) => severity === 'error');
  objects.texts.set(partKey(0), `${JSON.stringify({ ...result, issues })}\n`);
  const item = importItem({
    ...file,
    options: importItem().options,
    split: { records: 1, chunks: 1, manifestKey: 'm' },
  });
  const ports = { objects, users: { known: async () => new Set<string>() }, resultsBucket: 'results' };
  const { counts } = await writeResultFiles(ports, splitImport(item), [chunkItem(0)]);
  const errors = objects.texts.get(objectKeys.errors(objectKeys.files(FILES_OF))) ?? '';
  return { result, counts, errors };
}

describe('one record with a hundred thousand mistakes', () => {
  it.each([
    ['undeclared names', manyKeys(1), KEYS],
    ['undeclared lists', manyKeys([]), KEYS],
    ['a name of a megabyte', { ['n'.repeat(1024 * 1024)]: 1 }, 1],
  ])('of a user feed makes a report of bounded size: %s', async (_, fields, mistakes) => {
    const text = JSON.stringify([{ id: 'a', ...fields }]);
    const file = inspected(userFeed, text, { parameters: { header: headerOf({}) } });
    const { result, errors } = await run(file);
    expect(result.issues.reduce((sum, { more = 1 }) => sum + more, 0)).toBe(mistakes);
    expect(JSON.stringify(result).length).toBeLessThan(MOST_BYTES_OF_A_RECORD);
    expect(errors.length).toBeLessThan(MOST_BYTES_OF_A_RECORD);
  });

  it('keeps the mistake that rejects the whole file', async () => {
    const text = JSON.stringify([{ id: 'a', ...manyKeys(1), last: [] }]);
    const { result } = await run(inspected(userFeed, text, { parameters: { header: headerOf({}) } }));
    expect(result.issues.some(({ rejectsFile }) => rejectsFile)).toBe(true);
  });

  it('of participants makes a report of bounded size', async () => {
    const record = { accountId: 'a', id: 'i', customFields: manyKeys([]), referredBy: manyKeys(1) };
    const { result, errors } = await run(inspected(participants, `${JSON.stringify(record)}\n`));
    expect(result.outcome).toBe('failed');
    expect(errors.length).toBeLessThan(MOST_BYTES_OF_A_RECORD);
  });

  it('counts each warning, also those that are not reported one by one', async () => {
    const codes = Array.from({ length: 300 }, (_, i) => `C${i}`).join(',');
    const file = inspected(participants, `accountId,id,referredByCodes\na,i,"${codes}"\n`);
    const { counts, errors } = await run(file);
    expect(counts).toMatchObject({ created: 1, warnings: 300 });
    expect(errors.split('\n').at(-2)).toContain('and 280 more warnings in this record');
  });
});
