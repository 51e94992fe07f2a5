import { describe, expect, it } from 'vitest';
import {
  ChunkReferenceSchema,
  DeferredReferenceSchema,
  EvaluateChunkReferenceSchema,
  EvaluateDeferredReferenceSchema,
} from '../../../lambdas/contracts/state-payloads.ts';

const importId = `imp_${'0'.repeat(26)}`;
const chunk = { index: 0, start: 0, end: 10, records: 1, firstRecord: 1, firstLine: 1 };

describe('the fencing token', () => {
  it.each([
    ['ProcessChunk', ChunkReferenceSchema],
    ['ProcessDeferred', DeferredReferenceSchema],
  ])('is required by %s, and is positive', (_, schema) => {
    expect(schema.safeParse({ importId, chunk, fencingToken: 1 }).success).toBe(true);
    for (const fencingToken of [undefined, 0])
      expect(schema.safeParse({ importId, chunk, fencingToken }).success).toBe(false);
  });

  it.each([
    ['EvaluateChunk', EvaluateChunkReferenceSchema],
    ['EvaluateDeferred', EvaluateDeferredReferenceSchema],
  ])('of %s is 0, which is no turn', (_, schema) => {
    expect(schema.parse({ importId, chunk, fencingToken: 7 })).toMatchObject({ importId, fencingToken: 0 });
  });
});
