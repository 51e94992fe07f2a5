import { describe, expect, it } from 'vitest';
import type { ChunkItem } from '../../../../lambdas/contracts/chunk.ts';
import type { RecordResult } from '../../../../lambdas/contracts/result-part.ts';
import { createCollectResults } from '../../../../lambdas/tasks/collect-results/handler.ts';
import {
  chunkItem,
  failedPartKey,
  IMPORT_ID,
  importItem,
  NOW,
  partKey,
  recordResult,
} from '../../support/import-item.ts';
import { memoryImports, memoryObjects, RUNTIME } from '../../support/memory-ports.ts';

function collecting(parts: readonly (readonly RecordResult[])[], chunks: readonly ChunkItem[]) {
  const objects = memoryObjects({ [importItem().source.key]: 'accountId,id\na,1\na,2\n' });
  for (const [index, part] of parts.entries()) {
    objects.texts.set(partKey(index), part.map((r) => `${JSON.stringify(r)}\n`).join(''));
    objects.texts.set(failedPartKey(index), 'a,x\n');
  }
  const imports = memoryImports(importItem(), chunks);
  const users = { known: async () => new Set<string>() };
  const collect = createCollectResults({ objects, imports, users, resultsBucket: 'results', now: () => NOW });
  return { objects, imports, run: () => collect({ importId: IMPORT_ID }, RUNTIME) };
}

const TWO = [[recordResult(1)], [recordResult(2)]];
const BOTH = [chunkItem(0), chunkItem(1)];

describe('CollectResults', () => {
  it('completes an import when every record has an outcome', async () => {
    const { imports, run } = collecting(TWO, BOTH);
    expect(await run()).toEqual({ done: true, status: 'COMPLETED' });
    expect(imports.item).toMatchObject({
      status: 'COMPLETED',
      counts: { records: 2, created: 2 },
      endedAt: NOW.toISOString(),
    });
  });

  it('completes with errors when one record failed', async () => {
    const { run } = collecting(
      [[recordResult(1, { outcome: 'failed' })], [recordResult(2)]],
      [chunkItem(0, { failed: 1 }), chunkItem(1)],
    );
    expect(await run()).toEqual({ done: true, status: 'COMPLETED_WITH_ERRORS' });
  });

  it('returns the same when it runs again', async () => {
    const { imports, objects, run } = collecting(TWO, BOTH);
    await run();
    const before = [imports.item, new Map(objects.texts)];
    expect(await run()).toEqual({ done: true, status: 'COMPLETED' });
    expect([imports.item, objects.texts]).toEqual(before);
  });

  it.each([
    ['a chunk is missing', TWO, [chunkItem(0)]],
    ['a chunk is not done', TWO, [chunkItem(0), chunkItem(1, {}, { status: 'RUNNING' })]],
    ['there is a chunk too many', [...TWO, []], [...BOTH, chunkItem(2)]],
    ['a row is missing', [[recordResult(1)], []], BOTH],
    ['there is a row too many', [[recordResult(1)], [recordResult(2), recordResult(3)]], BOTH],
    ['one row is used for two records', [[recordResult(1)], [recordResult(1)]], BOTH],
    ['a row is missing and another is too many', [[recordResult(2)], [recordResult(3)]], BOTH],
  ])('raises RecordCountMismatch and leaves no short file when %s', async (_, parts, chunks) => {
    const { imports, objects, run } = collecting(parts, chunks);
    await expect(run()).rejects.toMatchObject({ name: 'RecordCountMismatch' });
    expect(imports.item?.status).toBe('RUNNING');
    expect([...objects.texts.keys()].filter((key) => key.startsWith('imports/'))).toEqual([]);
  });
});
