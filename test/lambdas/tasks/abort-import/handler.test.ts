import { describe, expect, it } from 'vitest';
import type { ChunkItem } from '../../../../lambdas/contracts/chunk.ts';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import type { AbortRequest } from '../../../../lambdas/contracts/state-payloads.ts';
import { createAbortImport } from '../../../../lambdas/tasks/abort-import/handler.ts';
import { chunkItem, IMPORT_ID, importItem, NOW } from '../../support/import-item.ts';
import { type MemoryImports, memoryImports, RUNTIME } from '../../support/memory-ports.ts';

const MAP_FAILED = { Error: 'States.ExceedToleratedFailureThreshold', Cause: 'The threshold is exceeded.' };

function aborting(chunks: readonly ChunkItem[] = [], item: Import = importItem()) {
  const imports = memoryImports(item, chunks);
  const run = (
    error: AbortRequest['error'] = { Error: 'States.Timeout' },
    ports: Partial<MemoryImports> = {},
  ) =>
    createAbortImport({ imports: { ...imports, ...ports }, now: () => NOW })(
      { importId: IMPORT_ID, attempt: 1, error },
      RUNTIME,
    );
  return { imports, run };
}

describe('AbortImport', () => {
  it('ends the import with the reason and the counts so far, and names the files that are not written', async () => {
    const { imports, run } = aborting([
      chunkItem(0, { created: 1 }),
      chunkItem(1, {}, { status: 'RUNNING' }),
    ]);
    expect(await run()).toMatchObject({ status: 'ABORTED', error: 'States.Timeout' });
    expect(imports.item).toMatchObject({
      status: 'ABORTED',
      counts: { records: 1, created: 1 },
      files: {},
      missingFiles: ['results', 'unprocessedRecords'],
      reason: { code: 'States.Timeout', message: 'The system failed while it was working on this file.' },
    });
  });

  it('ends an import that was not split, which has no files', async () => {
    const { content: _, layout: __, split: ___, ...early } = importItem();
    const { imports, run } = aborting([], early);
    expect(await run()).toMatchObject({ status: 'ABORTED' });
    expect(imports.item).toMatchObject({ status: 'ABORTED', files: {}, missingFiles: [] });
  });

  it.each(['chunks', 'readChunk', 'noteAbortedFiles'])(
    'ends the import even when `%s` fails',
    async (port) => {
      const failure = { error: 'Error', cause: 'x', chunk: 0, phase: 'import', isFinal: false } as const;
      const { imports, run } = aborting([chunkItem(0)], importItem({ failure }));
      const fail = async () => {
        throw new RangeError('Maximum call stack size exceeded');
      };
      const broken =
        port === 'chunks'
          ? { chunks: () => ({ [Symbol.asyncIterator]: () => ({ next: fail }) }) }
          : { [port]: fail };
      expect(await run(undefined, broken)).toMatchObject({ status: 'ABORTED' });
      expect(imports.item).toMatchObject({ status: 'ABORTED' });
    },
  );

  it('gives the reason with the text of the error catalogue', async () => {
    const { imports, run } = aborting();
    await run({ Error: 'SourceChanged' });
    expect(imports.item?.reason?.message).toMatch(/uploaded again under the same name/);
  });

  it.each([
    ['SourceChanged', 'SUPERSEDED', ['results']],
    ['SourceDeleted', 'STOPPED', ['results']],
    ['ErrorBudgetExceeded', 'STOPPED', ['results', 'unprocessedRecords']],
    ['RecordCountMismatch', 'ABORTED', ['results', 'unprocessedRecords']],
    ['constructor', 'ABORTED', ['results', 'unprocessedRecords']],
  ])('ends an import that failed with %s as %s', async (name, status, missingFiles) => {
    const { imports, run } = aborting();
    await run({ Error: name });
    expect(imports.item).toMatchObject({ status, reason: { code: name }, missingFiles });
  });

  it('keeps the cause with which an operator stopped the execution in the reason', async () => {
    const { imports, run } = aborting();
    await run({ Error: 'ExecutionStopped', Cause: 'wrong file, ticket 4711' });
    expect(imports.item?.reason).toMatchObject({
      code: 'ExecutionStopped',
      message: expect.stringMatching(/was stopped .*Cause: wrong file, ticket 4711$/),
    });
  });

  it('returns the error and cause of the failed state', async () => {
    const { run } = aborting();
    const error = { Error: 'RecordCountMismatch', Cause: '1 of 2 chunks are done' };
    expect(await run(error)).toEqual({ status: 'ABORTED', error: error.Error, cause: error.Cause });
  });

  it('returns the error and cause of the failed chunk when a Map failed', async () => {
    const failure = {
      error: 'RangeError',
      cause: 'too deep',
      chunk: 1,
      phase: 'import',
      isFinal: false,
    } as const;
    const { imports, run } = aborting([], importItem({ failure }));
    expect(await run(MAP_FAILED)).toEqual({
      status: 'ABORTED',
      error: 'RangeError',
      cause: 'chunk 1 of the import: too deep',
    });
    expect(imports.item?.reason?.code).toBe('RangeError');
  });

  it('does not return the error of a chunk that succeeded when it was tried again', async () => {
    const failure = {
      error: 'RangeError',
      cause: 'too deep',
      chunk: 0,
      phase: 'import',
      isFinal: false,
    } as const;
    const { run } = aborting([chunkItem(0)], importItem({ failure }));
    expect(await run(MAP_FAILED)).toMatchObject({
      error: MAP_FAILED.Error,
      cause: expect.stringContaining('ran out of time or memory'),
    });
  });

  it('does not change an import that has ended', async () => {
    const { imports, run } = aborting([], importItem({ status: 'COMPLETED' }));
    expect(await run()).toMatchObject({ status: 'COMPLETED' });
    expect(imports.item).toEqual(importItem({ status: 'COMPLETED' }));
  });
});
