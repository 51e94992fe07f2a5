import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planParts } from '../../../lambdas/adapters/plan-parts.ts';
import { lawRuns } from '../../support/law-runs.ts';

const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 });
const limits = fc
  .record({ minBytes: fc.integer({ min: 1, max: 20 }), more: fc.integer({ min: 0, max: 20 }) })
  .map(({ minBytes, more }) => ({ minBytes, maxBytes: minBytes + more }));

describe('the parts of a composed object', () => {
  it('contain every byte of the segments once, in order, and are as large as S3 requires', () => {
    fc.assert(
      fc.property(sizes, limits, (all, { minBytes, maxBytes }) => {
        const segments = all.map((size, index) => ({ key: `s${index}`, size }));
        const parts = planParts(segments, { minBytes, maxBytes });
        const bytes = parts.flat().flatMap(({ key, start, end }) => range(key, start, end));
        expect(bytes).toEqual(segments.flatMap(({ key, size }) => range(key, 0, size)));
        const partSizes = parts.map((pieces) => pieces.reduce((n, { start, end }) => n + end - start, 0));
        for (const size of partSizes.slice(0, -1)) expect(size).toBeGreaterThanOrEqual(minBytes);
        for (const [index, size] of partSizes.entries())
          expect(size).toBeLessThanOrEqual((parts[index]?.length ?? 0) > 1 ? minBytes : maxBytes);
      }),
      lawRuns(500),
    );
  });

  it('are few: large segments are copied whole', () => {
    const GiB = 1024 ** 3;
    const segments = [1, 2, 3].map((index) => ({ key: `s${index}`, size: 7 * GiB }));
    const parts = planParts(segments, { minBytes: 5 * 1024 ** 2, maxBytes: GiB / 2 });
    expect(parts).toHaveLength(42);
    expect(parts.every((pieces) => pieces.length === 1)).toBe(true);
  });
});

function range(key: string, start: number, end: number): string[] {
  return Array.from({ length: end - start }, (_, index) => `${key}:${start + index}`);
}
