import { describe, expect, it } from 'vitest';
import { exceedsTolerance } from '../../../../local/step-functions/distributed-map/tolerance.ts';

describe('the tolerance of a Map Run', () => {
  it.each<[string, number, number | undefined, number | undefined, boolean]>([
    ['without bounds takes no failure', 1, undefined, undefined, true],
    ['without bounds takes success', 0, undefined, undefined, false],
    ['takes exactly its count', 2, 2, undefined, false],
    ['takes no more than its count', 3, 2, undefined, true],
    ['takes exactly its percentage', 2, undefined, 20, false],
    ['takes no more than its percentage', 3, undefined, 20, true],
    ['holds both bounds: the count', 3, 2, 100, true],
    ['holds both bounds: the percentage', 3, 9, 20, true],
    ['takes everything at 100 percent', 10, undefined, 100, false],
  ])('%s', (_, failed, count, percentage, exceeded) => {
    expect(exceedsTolerance(failed, 10, { count, percentage })).toBe(exceeded);
  });
});
