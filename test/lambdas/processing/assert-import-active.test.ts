import { describe, expect, it } from 'vitest';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { createProcessChunk } from '../../../lambdas/processing/process-chunk.ts';
import { memoryObjects, RUNTIME } from '../support/memory-ports.ts';
import { memoryTables } from '../support/memory-tables.ts';
import { participants } from '../support/participants.ts';
import { importOf, portsOf } from './memory-import.ts';

const IMPORT_ID = `imp_${'0'.repeat(26)}`;
const TEXT = '{"accountId":"acme","id":"ann"}\n';
const MESSAGE = '3 of 40 records failed; the import allows at most 2 failures.';

function chunkAfter(options: Import['options'], change: Partial<Import> = {}) {
  const tables = memoryTables();
  const item = {
    ...importOf(IMPORT_ID, {
      importType: participants.name,
      settings: undefined,
      parameters: undefined,
      text: TEXT,
      layout: { format: 'jsonl', offset: 0, line: 1 },
      options,
    }),
    split: { records: 1, chunks: 8, manifestKey: 'manifest' },
    reason: { code: 'ErrorBudgetExceeded', message: MESSAGE },
    ...change,
  };
  const read = async () => item;
  const ports = portsOf(tables, { objects: memoryObjects({ file: TEXT }), read, interrupt: async () => {} });
  const chunk = { index: 7, start: 0, end: TEXT.length, records: 1, firstRecord: 1, firstLine: 1 };
  const run = () => createProcessChunk(ports)({ importId: IMPORT_ID, fencingToken: 1, chunk }, RUNTIME);
  return { run, tables };
}

const OPTIONS = { mode: 'upsert', onBlank: 'keep', duplicates: 'apply' } as const;

describe('a chunk that waited for its worker', () => {
  it('does not start when another chunk has used up the error budget, and reports that chunk’s message', async () => {
    const { run, tables } = chunkAfter({ ...OPTIONS, errorBudget: { records: 2 } });
    await expect(run()).rejects.toMatchObject({ name: 'ErrorBudgetExceeded', forSender: MESSAGE });
    expect([tables.users.size, tables.chunks.size]).toEqual([0, 0]);
  });

  it.each<[string, Partial<Import>]>([
    ['was cancelled', { cancelRequestedAt: '2026-01-01T00:00:00.000Z' }],
    ['has ended', { status: 'ABORTED' }],
  ])('does not start when its import %s', async (_, change) => {
    const { run, tables } = chunkAfter(OPTIONS, change);
    await expect(run()).rejects.toMatchObject({ name: 'StaleInvocation' });
    expect([tables.users.size, tables.chunks.size]).toEqual([0, 0]);
  });

  it('continues if it was started: some of its users may be written', async () => {
    const { run, tables } = chunkAfter(OPTIONS, { cancelRequestedAt: '2026-01-01T00:00:00.000Z' });
    const startedAt = '2026-01-01T00:00:00.000Z';
    tables.chunks.set(7, { importId: IMPORT_ID, index: 7, status: 'RUNNING', startedAt });
    expect(await run()).toMatchObject({ index: 7, counts: { created: 1 } });
  });

  it('is processed when a resumption has lifted the budget, whatever reason a late worker writes', async () => {
    const { run, tables } = chunkAfter(OPTIONS);
    expect(await run()).toMatchObject({ index: 7, counts: { created: 1 } });
    expect(tables.users.size).toBe(1);
  });
});
