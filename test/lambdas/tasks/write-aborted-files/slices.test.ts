import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChunkItem } from '../../../../lambdas/contracts/chunk.ts';
import type { ImportFiles } from '../../../../lambdas/contracts/import.ts';
import { objectKeys } from '../../../../lambdas/core/naming/object-keys.ts';
import { RollcallError } from '../../../../lambdas/runtime/errors.ts';
import { createWriteAbortedFiles } from '../../../../lambdas/tasks/write-aborted-files/handler.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { countsOf, IMPORT_ID, importItem, NOW, recordResult } from '../../support/import-item.ts';
import { type MemoryObjects, memoryImports, memoryObjects, RUNTIME } from '../../support/memory-ports.ts';

const HEADER = 'accountId,id\n';
const rowOf = (n: number) => `a,u${n}\n`;
const users = { known: async () => new Set<string>() };

const chunk = fc.record({
  records: fc.integer({ min: 1, max: 4 }),
  status: fc.constantFrom('absent', 'RUNNING', 'DEFERRED', 'DONE'),
  /** A worker that was assumed dead completes the chunk while the files are written. */
  completesLate: fc.boolean(),
});
type Chunk = typeof chunk extends fc.Arbitrary<infer T> ? T : never;

/** What happens to one invocation: how often it is told that it has time, and how it goes wrong. */
const invocation = fc.record({
  steps: fc.integer({ min: 1, max: 4 }),
  trouble: fc.constantFrom('none', 'none', 'dies before its write', 'dies after its write', 'doubled'),
});
type Invocation = typeof invocation extends fc.Arbitrary<infer T> ? T : never;
const UNDISTURBED: Invocation = { steps: 1_000, trouble: 'none' };

function abortedImport(chunks: readonly Chunk[]) {
  const objects = memoryObjects();
  let last = 0;
  let offset = HEADER.length;
  const items: ChunkItem[] = [];
  const late: (() => void)[] = [];
  const ranges = chunks.map(({ records, status, completesLate }, index) => {
    const numbers = Array.from({ length: records }, () => ++last);
    const bytes = numbers.map(rowOf).join('').length;
    const range = { index, start: offset, end: offset + bytes, records };
    offset += bytes;
    if (status !== 'absent') items.push(itemOf(objects, { index, status, numbers }));
    if (completesLate && status !== 'absent')
      late.push(() => {
        const at = items.findIndex((item) => item.index === index);
        items[at] = itemOf(objects, { index, status: 'DONE', numbers });
      });
    return { ...range, firstRecord: numbers[0] as number, firstLine: (numbers[0] as number) + 1 };
  });
  const item = importItem({
    status: 'ABORTED',
    missingFiles: ['results', 'unprocessedRecords'],
    split: { records: last, chunks: chunks.length, manifestKey: objectKeys.manifest(IMPORT_ID) },
  });
  const content = HEADER + Array.from({ length: last }, (_, i) => rowOf(i + 1)).join('');
  objects.texts.set(item.source.key, content);
  objects.texts.set(
    objectKeys.manifest(IMPORT_ID),
    ranges.map((range) => `${JSON.stringify(range)}\n`).join(''),
  );
  return { objects, imports: memoryImports(item, items), late, records: last };
}

function itemOf(
  objects: MemoryObjects,
  { index, status, numbers }: { index: number; status: 'RUNNING' | 'DEFERRED' | 'DONE'; numbers: number[] },
): ChunkItem {
  const base = { importId: IMPORT_ID, index, status, startedAt: NOW.toISOString() };
  if (status === 'RUNNING') return base;
  const deferred = status === 'DEFERRED' ? numbers.slice(-1) : [];
  const processed = numbers.slice(0, numbers.length - deferred.length);
  const name = { chunk: index, step: 'map', invocationId: status } as const;
  const key = objectKeys.part(IMPORT_ID, name);
  objects.texts.set(
    key,
    processed.map((n) => `${JSON.stringify(recordResult(n, { outcome: 'created' }))}\n`).join(''),
  );
  const deferredKey = objectKeys.deferredPart(IMPORT_ID, name);
  objects.texts.set(deferredKey, JSON.stringify(deferred.map((n) => [n, n])));
  return {
    ...base,
    counts: countsOf({ created: processed.length }),
    parts: [{ key }],
    ...(deferred.length > 0 && { deferred: { records: deferred.length, key: deferredKey } }),
  };
}

/** Runs WriteAbortedFiles as the state machine does, until it has succeeded. */
async function writeFiles(chunks: readonly Chunk[], script: readonly Invocation[], inMemoryBytes: number) {
  const { objects, imports, late, records } = abortedImport(chunks);
  let calls = 0;
  const call = async ({ steps, trouble }: Invocation): Promise<boolean> => {
    let left = steps;
    const dying = <Args extends unknown[]>(write: (...args: Args) => Promise<boolean>) => {
      return async (...args: Args): Promise<boolean> => {
        if (trouble === 'dies before its write') throw new RollcallError('Throttled', 'killed');
        const kept = await write(...args);
        if (trouble === 'dies after its write') throw new RollcallError('Throttled', 'killed');
        return kept;
      };
    };
    const ports = {
      imports: {
        ...imports,
        noteAbortedProgress: dying(imports.noteAbortedProgress),
        noteAbortedFiles: dying(imports.noteAbortedFiles),
      },
      ...{ objects, users, resultsBucket: 'results', inMemoryBytes },
    };
    const runtime = {
      ...RUNTIME,
      invocationId: `${++calls}`.padStart(8, '0'),
      remainingMs: () => (--left > 0 ? 900_000 : 0),
    };
    try {
      await createWriteAbortedFiles(ports)({ importId: IMPORT_ID, attempt: 1 }, runtime);
      return true;
    } catch (error) {
      expect(error).toMatchObject({ name: expect.stringMatching(/^(TimeSliceEnded|Throttled)$/) });
      return false;
    }
  };
  for (let round = 0; round < 80; round++) {
    const turn = script[round] ?? { steps: 3, trouble: 'none' as const };
    const turns = turn.trouble === 'doubled' ? [turn, { ...turn, steps: 2 }] : [turn];
    const answers = await Promise.all(turns.map(call));
    if (imports.item?.collecting !== undefined) for (const complete of late) complete();
    if (!answers.includes(true)) continue;
    const { files = {}, missingFiles, counts } = imports.item ?? {};
    return { files: contentsOf(objects, files), missingFiles, counts, calls, records };
  }
  throw new Error('the files are never written');
}

function contentsOf({ texts }: MemoryObjects, files: ImportFiles): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(files).map(([role, file]) => [role, texts.get(file?.key ?? '')]));
}

describe('WriteAbortedFiles in slices', () => {
  it('writes the same files as in one invocation, and each record once, wherever it is cut, killed or doubled', async () => {
    let sliced = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(chunk, { minLength: 1, maxLength: 7 }),
        fc.array(invocation, { maxLength: 10 }),
        fc.constantFrom(0, 20, 5_000_000),
        async (chunks, script, inMemoryBytes) => {
          const { calls, ...found } = await writeFiles(chunks, script, inMemoryBytes);
          if (calls > 1) sliced++;
          // A chunk that is completed before the first file is begun counts as processed.
          const atOnce = chunks.map((each) => ({ ...each, completesLate: false }));
          const { calls: _, ...expected } = await writeFiles(atOnce, [UNDISTURBED], 5_000_000);
          expect(found).toEqual(expected);
          const { results = '', unprocessedRecords = '' } = found.files;
          const done = parse(results, { columns: true, bom: true }) as { recordNumber: string }[];
          const open = parse(unprocessedRecords, { columns: true, bom: true }) as { id: string }[];
          expect(found.missingFiles).toEqual([]);
          expect(
            [
              ...done.map(({ recordNumber }) => Number(recordNumber)),
              ...open.map(({ id }) => Number(id.slice(1))),
            ].sort((a, b) => a - b),
          ).toEqual(Array.from({ length: found.records }, (_, i) => i + 1));
        },
      ),
      lawRuns(200),
    );
    expect(sliced).toBeGreaterThan(10);
  });

  it('gives up a file that cannot be written once, and continues with the other one', async () => {
    const { objects, imports } = abortedImport(
      Array.from({ length: 4 }, () => ({ records: 2, status: 'DEFERRED' as const, completesLate: false })),
    );
    const damaged = objectKeys.part(IMPORT_ID, { chunk: 1, step: 'map', invocationId: 'DEFERRED' });
    objects.texts.set(damaged, '{"rec');
    const opened: string[] = [];
    const openByKey = (bucket: string, key: string) => {
      opened.push(key);
      return objects.openByKey(bucket, key);
    };
    const ports = {
      objects: { ...objects, openByKey },
      imports,
      users,
      resultsBucket: 'results',
      inMemoryBytes: 0,
    };
    const write = createWriteAbortedFiles(ports);
    let calls = 0;
    const call = () =>
      write(
        { importId: IMPORT_ID, attempt: 1 },
        { ...RUNTIME, invocationId: `call-000${++calls}`, remainingMs: () => 0 },
      );
    let isDone = false;
    while (!isDone && calls < 20)
      isDone = await call().then(
        () => true,
        (error: Error) => {
          expect(error.name).toBe('TimeSliceEnded');
          return false;
        },
      );
    expect(isDone).toBe(true);
    expect(imports.item).toMatchObject({ missingFiles: ['results'] });
    const { unprocessedRecords } = contentsOf(objects, imports.item?.files ?? {});
    expect(unprocessedRecords).toBe(`${HEADER}${[2, 4, 6, 8].map(rowOf).join('')}`);
    // Read ahead in the first invocation, and found to be damaged in the second one.
    expect(opened.filter((key) => key === damaged)).toHaveLength(2);
  });
});
