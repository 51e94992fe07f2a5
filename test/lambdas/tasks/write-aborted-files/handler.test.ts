import { describe, expect, it } from 'vitest';
import type { ChunkItem } from '../../../../lambdas/contracts/chunk.ts';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import { objectKeys } from '../../../../lambdas/core/naming/object-keys.ts';
import { RollcallError } from '../../../../lambdas/runtime/errors.ts';
import { createCollectResults } from '../../../../lambdas/tasks/collect-results/handler.ts';
import { createWriteAbortedFiles } from '../../../../lambdas/tasks/write-aborted-files/handler.ts';
import {
  chunkItem,
  FILES_OF,
  IMPORT_ID,
  importItem,
  NOW,
  partKey,
  recordResult,
} from '../../support/import-item.ts';
import { type MemoryObjects, memoryImports, memoryObjects, RUNTIME } from '../../support/memory-ports.ts';

const MANIFEST = [
  { index: 0, start: 13, end: 17, firstRecord: 1, firstLine: 2, records: 1 },
  { index: 1, start: 17, end: 20, firstRecord: 2, firstLine: 3, records: 1 },
];
const FOLDER = objectKeys.abortedFiles(FILES_OF, 1, 'first');
const UNPROCESSED = objectKeys.unprocessedRecords(FOLDER, 'csv');
const users = { known: async () => new Set<string>() };

const abortedItem = (fields: Partial<Import> = {}) =>
  importItem({ status: 'ABORTED', missingFiles: ['results', 'unprocessedRecords'], ...fields });

function writing(chunks: readonly ChunkItem[], item = abortedItem()) {
  const objects = memoryObjects({
    [item.source.key]: 'accountId,id\na,1\na,2',
    [objectKeys.manifest(IMPORT_ID)]: MANIFEST.map((range) => `${JSON.stringify(range)}\n`).join(''),
    [partKey(0)]: `${JSON.stringify(recordResult(1))}\n`,
  });
  const imports = memoryImports(item, chunks);
  const run = (ports: { objects: MemoryObjects } = { objects }, runtime = RUNTIME) =>
    createWriteAbortedFiles({ ...ports, imports, users, resultsBucket: 'results' })(
      { importId: IMPORT_ID, attempt: 1 },
      runtime,
    );
  return { objects, imports, run };
}

function withoutPart(objects: MemoryObjects): MemoryObjects {
  objects.texts.delete(partKey(0));
  return objects;
}

const failing = (objects: MemoryObjects, error: Error): MemoryObjects => ({
  ...objects,
  openByKey: (bucket, key) => (key === partKey(0) ? Promise.reject(error) : objects.openByKey(bucket, key)),
});

describe('WriteAbortedFiles', () => {
  it('writes the results so far, and the unprocessed records in a file that can be imported', async () => {
    const { objects, imports, run } = writing([chunkItem(0, { created: 1 })]);
    await run();
    expect(objects.texts.get(UNPROCESSED)).toBe('accountId,id\na,2\n');
    expect(imports.item).toMatchObject({
      status: 'ABORTED',
      counts: { records: 1, created: 1 },
      files: { results: {}, unprocessedRecords: { size: 17 } },
      missingFiles: [],
    });
  });

  it('treats the records of a running chunk as unprocessed', async () => {
    const { objects, run } = writing([chunkItem(0, {}, { status: 'RUNNING' })]);
    await run();
    expect(objects.texts.get(UNPROCESSED)).toBe('accountId,id\na,1\na,2\n');
  });

  it('writes its files to a folder that a late CollectResults does not write to', async () => {
    const { objects, imports, run } = writing([chunkItem(0, { created: 1 })]);
    await run();
    const key = imports.item?.files?.results?.key ?? '';
    const before = objects.texts.get(key);
    expect(before).toContain('created');
    objects.texts.set(partKey(1), `${JSON.stringify(recordResult(2))}\n`);
    await createCollectResults({
      objects,
      imports: { ...imports, chunks: memoryImports(undefined, [chunkItem(0), chunkItem(1)]).chunks },
      users,
      resultsBucket: 'results',
      now: () => NOW,
    })({ importId: IMPORT_ID, attempt: 1 }, RUNTIME);
    expect(imports.item).toMatchObject({ status: 'ABORTED', files: { results: { key } } });
    expect(objects.texts.get(key)).toBe(before);
  });

  it.each([
    [
      'the source was replaced',
      (o: MemoryObjects) => ({ ...o, open: () => Promise.reject(new RollcallError('SourceChanged', 'x')) }),
      ['unprocessedRecords'],
    ],
    ['a part is gone', withoutPart, ['results']],
    ['a part is damaged', (o: MemoryObjects) => o.texts.set(partKey(0), '{"rec') && o, ['results']],
    [
      'the manifest is damaged',
      (o: MemoryObjects) => o.texts.set(objectKeys.manifest(IMPORT_ID), '{"ind') && o,
      ['unprocessedRecords'],
    ],
    [
      'an error that is not known is thrown',
      (o: MemoryObjects) => failing(o, new RangeError('Invalid array length')),
      ['results'],
    ],
  ])('writes the other file and names the missing one when %s', async (_, damage, missing) => {
    const { objects, imports, run } = writing([chunkItem(0, { created: 1 })]);
    await run({ objects: damage(objects) });
    expect(imports.item).toMatchObject({ status: 'ABORTED', missingFiles: missing });
  });

  it('leaves a file for which there is no time left to the next invocation', async () => {
    const { imports, run } = writing([chunkItem(0, { created: 1 })]);
    const late = { ...RUNTIME, remainingMs: () => 50_000 };
    await expect(run(undefined, late)).rejects.toMatchObject({ name: 'TimeSliceEnded' });
    expect(imports.item?.missingFiles).toEqual(['unprocessedRecords']);
    await run();
    expect(imports.item).toMatchObject({ missingFiles: [], files: { unprocessedRecords: { size: 17 } } });
  });

  it('throws an error of the network after it has written the other file, and the retry writes what is missing', async () => {
    const { objects, imports, run } = writing([chunkItem(0, { created: 1 })]);
    const error = Object.assign(new Error('x'), { name: 'TimeoutError' });
    await expect(run({ objects: failing(objects, error) })).rejects.toThrow('x');
    expect(imports.item?.missingFiles).toEqual(['results']);
    const { unprocessedRecords } = imports.item?.files ?? {};
    await run();
    expect(imports.item).toMatchObject({ missingFiles: [], files: { results: {}, unprocessedRecords } });
  });

  it.each([
    ['has completed', { status: 'COMPLETED' }],
    ['was resumed', { status: 'RUNNING', attempt: 2 }],
    ['was resumed and aborted again', { attempt: 2 }],
  ] as const)('writes nothing for an import that %s', async (_, fields) => {
    const { objects, run } = writing([chunkItem(0, { created: 1 })], abortedItem(fields));
    const before = objects.texts.size;
    await run();
    expect(objects.texts.size).toBe(before);
  });
});
