import { describe, expect, it } from 'vitest';
import type { ChunkItem } from '../../../../lambdas/contracts/chunk.ts';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import { objectKeys } from '../../../../lambdas/core/naming/object-keys.ts';
import { RollcallError } from '../../../../lambdas/runtime/errors.ts';
import { createAbortImport } from '../../../../lambdas/tasks/abort-import/handler.ts';
import { createCollectResults } from '../../../../lambdas/tasks/collect-results/handler.ts';
import { chunkItem, IMPORT_ID, importItem, NOW, partKey, recordResult } from '../../support/import-item.ts';
import { type MemoryObjects, memoryImports, memoryObjects, RUNTIME } from '../../support/memory-ports.ts';

const MANIFEST = [
  { index: 0, start: 13, end: 17, firstRecord: 1, firstLine: 2, records: 1 },
  { index: 1, start: 17, end: 20, firstRecord: 2, firstLine: 3, records: 1 },
];

function aborting(chunks: readonly ChunkItem[], item: Import = importItem()) {
  const objects = memoryObjects({
    [item.source.key]: 'accountId,id\na,1\na,2',
    [objectKeys.manifest(IMPORT_ID)]: MANIFEST.map((range) => `${JSON.stringify(range)}\n`).join(''),
    [partKey(0)]: `${JSON.stringify(recordResult(1))}\n`,
  });
  const imports = memoryImports(item, chunks);
  const run = (ports: { objects: MemoryObjects } = { objects }, name = 'States.Timeout') =>
    createAbortImport({
      ...ports,
      imports,
      users: { known: async () => new Set() },
      resultsBucket: 'results',
      now: () => NOW,
    })({ importId: IMPORT_ID, error: { Error: name } }, RUNTIME);
  return { objects, imports, run };
}

function withoutPart(objects: MemoryObjects): MemoryObjects {
  objects.texts.delete(partKey(0));
  return objects;
}

describe('AbortImport', () => {
  it('keeps the results so far, and the unprocessed records in a file that can be imported', async () => {
    const { objects, imports, run } = aborting([chunkItem(0, { created: 1 })]);
    expect(await run()).toEqual({ status: 'ABORTED' });
    expect(
      objects.texts.get(objectKeys.unprocessedRecords(objectKeys.abortedFiles(IMPORT_ID, 1, 'first'), 'csv')),
    ).toBe('accountId,id\na,2\n');
    expect(imports.item).toMatchObject({
      status: 'ABORTED',
      counts: { records: 1, created: 1 },
      files: { results: {}, unprocessedRecords: { size: 17 } },
      reason: { code: 'States.Timeout', message: 'The system failed while it was working on this file.' },
    });
  });

  it('writes its files to a folder that a late AbortImport of the same attempt does not write to', async () => {
    const { objects, imports, run } = aborting([chunkItem(0, { created: 1 })]);
    const running = imports.item as Import;
    await run();
    const files = imports.item?.files;
    const key = files?.results?.key ?? '';
    const before = objects.texts.get(key);
    let reads = 0;
    const read = async () => (reads++ === 0 ? running : (imports.item as Import));
    await createAbortImport({
      objects,
      imports: { ...imports, read, chunks: memoryImports().chunks },
      users: { known: async () => new Set() },
      resultsBucket: 'results',
      now: () => NOW,
    })({ importId: IMPORT_ID, attempt: 1, error: { Error: 'Late' } }, { ...RUNTIME, invocationId: 'second' });
    expect(imports.item).toMatchObject({ status: 'ABORTED', files });
    expect(objects.texts.get(key)).toBe(before);
    const unprocessed = files?.unprocessedRecords?.key ?? '';
    expect(objects.texts.get(unprocessed)).toBe('accountId,id\na,2\n');
  });

  it('writes its files to a folder that a late CollectResults does not write to', async () => {
    const { objects, imports, run } = aborting([chunkItem(0, { created: 1 })]);
    await run();
    const key = imports.item?.files?.results?.key ?? '';
    const before = objects.texts.get(key);
    expect(before).toContain('created');
    objects.texts.set(partKey(1), `${JSON.stringify(recordResult(2))}\n`);
    await createCollectResults({
      objects,
      imports: { ...imports, chunks: memoryImports(undefined, [chunkItem(0), chunkItem(1)]).chunks },
      users: { known: async () => new Set() },
      resultsBucket: 'results',
      now: () => NOW,
    })({ importId: IMPORT_ID, attempt: 1 }, RUNTIME);
    expect(imports.item).toMatchObject({ status: 'ABORTED', files: { results: { key } } });
    expect(objects.texts.get(key)).toBe(before);
  });

  it('treats the records of a running chunk as unprocessed', async () => {
    const { objects, run } = aborting([chunkItem(0, {}, { status: 'RUNNING' })]);
    await run();
    expect(
      objects.texts.get(objectKeys.unprocessedRecords(objectKeys.abortedFiles(IMPORT_ID, 1, 'first'), 'csv')),
    ).toBe('accountId,id\na,1\na,2\n');
  });

  it('ends an import that was not split', async () => {
    const { content: _, layout: __, split: ___, ...early } = importItem();
    const { imports, run } = aborting([], early);
    expect(await run()).toEqual({ status: 'ABORTED' });
    expect(imports.item).toMatchObject({ status: 'ABORTED', files: {} });
  });

  it('gives the reason with the text of the error catalogue', async () => {
    const { imports, run } = aborting([]);
    await run(undefined, 'SourceChanged');
    expect(imports.item?.reason?.message).toMatch(/replaced or deleted/);
  });

  it.each([
    [
      'the source was replaced',
      (o: MemoryObjects) => ({ ...o, open: () => Promise.reject(new RollcallError('SourceChanged', 'x')) }),
    ],
    ['a part is gone', withoutPart],
    ['a part is damaged', (o: MemoryObjects) => o.texts.set(partKey(0), '{"rec') && o],
    [
      'the manifest is damaged',
      (o: MemoryObjects) => o.texts.set(objectKeys.manifest(IMPORT_ID), '{"ind') && o,
    ],
  ])('ends the import even when %s', async (_, damage) => {
    const { objects, imports, run } = aborting([chunkItem(0, { created: 1 })]);
    expect(await run({ objects: damage(objects) })).toEqual({ status: 'ABORTED' });
    expect(imports.item).toMatchObject({ status: 'ABORTED', counts: { records: 1, created: 1 } });
  });

  it('throws an error of the network, so that it is tried again', async () => {
    const { objects, imports, run } = aborting([chunkItem(0)]);
    const broken = {
      ...objects,
      openByKey: () => Promise.reject(Object.assign(new Error('x'), { name: 'TimeoutError' })),
    };
    await expect(run({ objects: broken })).rejects.toThrow();
    expect(imports.item?.status).toBe('RUNNING');
  });
});
