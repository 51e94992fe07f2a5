import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ErrorBudgetTextSchema } from '../../../../lambdas/contracts/import-options.ts';
import { allowedFailures, isBudgetCheck } from '../../../../lambdas/core/apply/error-budget.ts';

describe('an error budget', () => {
  it.each([
    ['a number of records', { records: 100 }, 5_000, 100],
    ['a number larger than the file', { records: 100 }, 10, 100],
    ['a share', { percent: 5 }, 5_000, 250],
    ['a share of a few records, rounded down', { percent: 5 }, 10, 0],
    ['none at all', { records: 0 }, 10, 0],
  ])('of %s allows this number of failures', (_, budget, records, allowed) => {
    expect(allowedFailures(budget, records)).toBe(allowed);
  });

  it('is checked after each of the first chunks, and later at most a hundred times', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), (chunks) => {
        const looks = Array.from({ length: chunks }, (_, i) => i).filter((i) => isBudgetCheck(i, chunks));
        expect(looks.length).toBeLessThanOrEqual(110);
        expect(looks.slice(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].slice(0, chunks));
        const gaps = looks.map((look, i) => (looks[i + 1] ?? chunks) - look);
        expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.max(10, Math.ceil(chunks / 100)));
      }),
    );
  });

  it.each(['100', '0', '5%', '2.5%', '100%'])('is written as %s', (text) => {
    expect(ErrorBudgetTextSchema.safeParse(text).success).toBe(true);
  });

  it.each(['-1', '101%', '5 %', '1e3', 'many', '', '%'])('is not written as “%s”', (text) => {
    expect(ErrorBudgetTextSchema.safeParse(text).success).toBe(false);
  });
});
