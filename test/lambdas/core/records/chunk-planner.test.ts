import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChunkPlanner } from '../../../../lambdas/core/records/chunk-planner.ts';
import type { ChunkRange } from '../../../../lambdas/core/records/record.ts';
import { lawRuns } from '../../../support/law-runs.ts';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const START = { offset: 0, line: 1, recordNumber: 1 };

/** Plans a file of records of the given lengths (line break included), used round and round; no bytes exist. */
function plan(fileBytes: number, lengths: readonly number[]): ChunkRange[] {
  const chunks: ChunkRange[] = [];
  const planner = createChunkPlanner(START, fileBytes, {}, (chunk) => chunks.push(chunk));
  for (let at = 0, turn = 0; at < fileBytes; turn++) {
    const next = Math.min(fileBytes, at + (lengths[turn % lengths.length] ?? 1));
    planner.add(at, next - 1, next, turn + 1);
    at = next;
  }
  planner.end(fileBytes);
  return chunks;
}

const largest = (chunks: readonly ChunkRange[]) => Math.max(...chunks.map(({ start, end }) => end - start));
const records = (chunks: readonly ChunkRange[]) => chunks.reduce((sum, chunk) => sum + chunk.records, 0);

describe('planning chunks', () => {
  it('keeps the manifest below 10,000 chunks whatever the size of the file and its records', () => {
    const length = fc.oneof(
      fc.integer({ min: 2, max: 200 }),
      fc.integer({ min: 2 * MIB - 9, max: 2 * MIB + 9 }),
      fc.integer({ min: 4 * MIB - 9, max: 4 * MIB + 9 }),
      fc.integer({ min: 8 * MIB - 9, max: 9 * MIB }),
      fc.integer({ min: 2, max: 200 * MIB }),
    );
    // In units of records, so that a file of five-byte records does not have a thousand million of them.
    const file = fc
      .tuple(fc.array(length, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 60_000 }))
      .map(([lengths, rounds]) => ({
        lengths,
        fileBytes: rounds * lengths.reduce((sum, each) => sum + each, 0),
      }));
    fc.assert(
      fc.property(file, ({ lengths, fileBytes }) => {
        const chunks = plan(fileBytes, lengths);
        expect(chunks.length).toBeLessThan(10_000);
        const alone = Math.max(4 * MIB, Math.ceil(fileBytes / 8000)) + Math.max(...lengths);
        expect(largest(chunks)).toBeLessThanOrEqual(alone);
      }),
      lawRuns(60),
    );
  });

  it.each([
    ['10 MB', 10_000_000, 100, 40],
    ['1 GB', 1_000_000_000, 100, 4000],
    ['2.2 GB, past what a small integer holds', 2_200_000_000, 220, 9999],
  ])('gives small records in %s a bounded number of chunks', (_prose, fileBytes, length, most) => {
    const chunks = plan(fileBytes, [length]);
    expect(chunks.length).toBeLessThanOrEqual(most);
    expect(records(chunks)).toBe(Math.ceil(fileBytes / length));
    expect(largest(chunks)).toBeLessThanOrEqual(4 * MIB);
  });

  it('lets records a chunk grow in a file of 20 million records', () => {
    const chunks = plan(40_000_000, [2]);
    expect(chunks.length).toBeLessThan(10_000);
    expect(records(chunks)).toBe(20_000_000);
  });

  it('splits a file of records that all are oversized into fewer than 10,000 chunks', () => {
    const chunks = plan(400 * GIB, [9 * MIB]);
    expect(chunks.length).toBeLessThan(10_000);
  });

  it('numbers records and lines through', () => {
    const chunks = plan(100_000, [10]);
    expect(chunks.map(({ firstRecord, firstLine }) => [firstRecord, firstLine])).toEqual([
      [1, 1],
      [2501, 2501],
      [5001, 5001],
      [7501, 7501],
    ]);
  });
});
