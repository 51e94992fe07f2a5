import { describe, expect, it } from 'vitest';
import type { ChunkItem } from '../../../lambdas/contracts/chunk.ts';
import type { ChunkFailure, Import } from '../../../lambdas/contracts/import.ts';
import { createProcessChunk } from '../../../lambdas/processing/process-chunk.ts';
import { abortReason } from '../../../lambdas/tasks/abort-import/abort-reason.ts';
import { executionError } from '../../../lambdas/tasks/abort-import/execution-error.ts';
import { memoryObjects, RUNTIME } from '../support/memory-ports.ts';
import { memoryTables } from '../support/memory-tables.ts';
import { participants } from '../support/participants.ts';
import { importOf, portsOf } from './memory-import.ts';

const IMPORT_ID = `imp_${'0'.repeat(26)}`;
const TEXT = '{"accountId":"acme","id":"ann"}\n';
const CHUNK = { index: 7, start: 0, end: TEXT.length, records: 1, firstRecord: 1, firstLine: 1 };
const STARTED = '2026-01-01T00:00:00.000Z';
const MAP_FAILED = { Error: 'States.ExceedToleratedFailureThreshold', Cause: 'The specified threshold…' };

/** Processes a chunk `afterMs` after the invocation that left `known`. */
async function processAgain(
  known: ChunkItem | undefined,
  { afterMs = 5000, failure }: { afterMs?: number; failure?: ChunkFailure } = {},
) {
  const tables = memoryTables();
  if (known !== undefined) tables.chunks.set(known.index, known);
  const item: Import = {
    ...importOf(IMPORT_ID, {
      importType: participants.name,
      settings: undefined,
      parameters: undefined,
      text: TEXT,
      layout: { format: 'jsonl', offset: 0, line: 1 },
    }),
    split: { records: 1, chunks: 8, manifestKey: 'manifest' },
    ...(failure && { failure }),
  };
  const recorded: Omit<ChunkFailure, 'phase'>[] = [];
  const objects = memoryObjects({ file: TEXT });
  const ports = portsOf(tables, { objects, read: async () => item, interrupt: async () => {} });
  const processChunk = createProcessChunk({
    ...ports,
    now: () => new Date(Date.parse(STARTED) + afterMs),
    imports: { ...ports.imports, recordFailure: async (_, failed) => void recorded.push(failed) },
  });
  const reference = { importId: IMPORT_ID, fencingToken: 1, chunk: CHUNK };
  await processChunk(reference, { ...RUNTIME, remainingMs: () => 900_000 });
  return recorded;
}

const running: ChunkItem = { importId: IMPORT_ID, index: 7, status: 'RUNNING', startedAt: STARTED };

describe('a function that was killed while it processed a chunk', () => {
  it.each([
    [
      'before its time was over: memory',
      5000,
      /5 s later, before its time of 900 s was over: it ran out of memory/,
    ],
    ['after its time was over: time', 912_000, /912 s later: it ran out of time \(900 s\), or out of memory/],
  ])('leaves a cause that the next invocation stores: %s', async (_, afterMs, cause) => {
    expect(await processAgain(running, { afterMs })).toEqual([
      { error: 'FunctionKilled', cause: expect.stringMatching(cause), chunk: 7, isFinal: false },
    ]);
  });

  it('is not assumed when the chunk is processed for the first time', async () => {
    expect(await processAgain(undefined)).toEqual([]);
  });

  it('is not assumed when the invocation before stored its own error', async () => {
    const failure = {
      error: 'RangeError',
      cause: 'too deep',
      chunk: 7,
      phase: 'import',
      isFinal: false,
    } as const;
    expect(await processAgain(running, { failure })).toEqual([]);
    expect(await processAgain(running, { failure: { ...failure, chunk: 6 } })).toHaveLength(1);
  });

  it('is named by the execution and by the reason of the import', async () => {
    const [recorded] = await processAgain(running);
    const failure: ChunkFailure = { ...(recorded as Omit<ChunkFailure, 'phase'>), phase: 'import' };
    expect(executionError(MAP_FAILED, failure)).toEqual({
      error: 'FunctionKilled',
      cause: expect.stringMatching(
        /^chunk 7 of the import: its function ended without an answer\. .*out of memory/,
      ),
    });
    const reason = abortReason({ failure, reason: undefined, cancelRequestedAt: undefined }, MAP_FAILED);
    expect(reason).toEqual({
      code: 'FunctionKilled',
      message: expect.stringMatching(/^A part of the file could not be processed: chunk 7 .*out of memory/),
    });
  });
});
