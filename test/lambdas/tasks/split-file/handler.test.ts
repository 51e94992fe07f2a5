import { describe, expect, it } from 'vitest';
import { ChunkRangeSchema, DeferredRangesSchema } from '../../../../lambdas/contracts/chunk.ts';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import { objectKeys } from '../../../../lambdas/core/naming/object-keys.ts';
import { createSplitFile } from '../../../../lambdas/tasks/split-file/handler.ts';
import { IMPORT_ID, importItem } from '../../support/import-item.ts';
import { memoryImports, memoryObjects, RUNTIME } from '../../support/memory-ports.ts';

const { options: OPTIONS } = importItem({});
const HEADER = 'accountId,id\n';

async function split(records: readonly string[], chunkRecords = 2, more: Partial<Import> = {}) {
  const file = HEADER + records.map((record) => `${record}\n`).join('');
  const source = { bucket: 'uploads', key: 'people.csv', etag: 'e', size: file.length };
  const objects = memoryObjects({ 'people.csv': file });
  const { split: _, content: __, ...inspected } = importItem({ source });
  const imports = memoryImports({ ...inspected, ...more });
  const run = createSplitFile({
    objects,
    imports,
    resultsBucket: 'results',
    maxFileBytes: 1e9,
    chunkBytes: 1e6,
    chunkRecords,
    maxConcurrency: 4,
  });
  const result = await run({ importId: IMPORT_ID }, RUNTIME);
  const manifest = (objects.texts.get(objectKeys.manifest(IMPORT_ID)) ?? '').trim().split('\n');
  const chunks = manifest.map((line) => ChunkRangeSchema.parse(JSON.parse(line)));
  const deferred = chunks.map(({ index }) => {
    const text = objects.texts.get(objectKeys.deferred(IMPORT_ID, index));
    return text === undefined ? undefined : DeferredRangesSchema.parse(JSON.parse(text));
  });
  return { result, chunks, deferred, objects };
}

describe('splitting a file', () => {
  it('lists the deferred records of each chunk that has any, next to the manifest', async () => {
    const { result, chunks, deferred } = await split([
      'a,1',
      'a,2',
      'a,3',
      'a,1',
      'a,4',
      'a,5',
      'a,1',
      'a,2',
    ]);
    expect(chunks.map((chunk) => chunk.deferred)).toEqual([undefined, 1, undefined, 2]);
    expect(deferred).toEqual([undefined, [[4, 4]], undefined, [[7, 8]]]);
    expect(result).toMatchObject({ chunks: 4, records: 8, deferredChunks: 2 });
  });

  it('lists nothing where no record shares a key with one of another chunk', async () => {
    const { result, objects } = await split(['a,1', 'a,1', 'a,2', 'b,1']);
    expect(result).toMatchObject({ chunks: 2, records: 4, deferredChunks: 0 });
    expect([...objects.texts.keys()].filter((key) => key.includes('deferred'))).toEqual([]);
  });

  it('stores a list for every chunk of a file in which every record shares its user', async () => {
    const { result, chunks, deferred } = await split(Array<string>(100).fill('a,1'));
    expect(result).toMatchObject({ chunks: 50, records: 100, deferredChunks: 49 });
    expect(deferred.slice(1)).toEqual(
      chunks.slice(1).map(({ firstRecord }) => [[firstRecord, firstRecord + 1]]),
    );
  });

  it.each<[string, Partial<Import>, boolean, boolean]>([
    ['an import', {}, false, false],
    ['an evaluation', { options: { ...OPTIONS, purpose: 'evaluate' } }, true, true],
    ['an import that is to be confirmed', { options: { ...OPTIONS, purpose: 'confirm' } }, true, true],
    [
      'one that was confirmed, and is resumed',
      { options: { ...OPTIONS, purpose: 'confirm' }, evaluation: 'PASSED' },
      false,
      false,
    ],
  ])(
    'says of %s whether it is evaluated first, and leaves the queue meanwhile',
    async (_, more, evaluate, yieldTurn) => {
      const { result } = await split(['a,1'], 2, more);
      expect(result).toMatchObject({ evaluate, yieldTurn });
    },
  );

  it('writes the same again when it runs again', async () => {
    const records = ['a,1', 'a,2', 'a,1', 'a,3'];
    const [first, second] = [await split(records), await split(records)];
    expect(second.objects.texts).toEqual(first.objects.texts);
  });
});
