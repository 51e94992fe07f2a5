import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES, outcomeShares } from '../../../page/imports/outcome-shares.ts';

const counts = fc.record({ created: fc.nat(), updated: fc.nat(), unchanged: fc.nat(), failed: fc.nat() });

describe('outcomeShares', () => {
  it('fills the bar with the outcomes that exist, side by side in their order, each wide enough to be seen', () => {
    fc.assert(
      fc.property(counts, (all) => {
        const shares = outcomeShares(all);
        expect(shares.map(({ outcome }) => outcome)).toEqual(OUTCOMES.filter((outcome) => all[outcome] > 0));
        let end = 0;
        for (const { from, width } of shares) {
          expect(from).toBeCloseTo(end);
          expect(width).toBeGreaterThan(0.9);
          end = from + width;
        }
        if (shares.length > 0) expect(end).toBeCloseTo(100);
      }),
    );
  });

  it('shows no failed record as nothing, and no bar without records', () => {
    expect(outcomeShares({ created: 1, updated: 0, unchanged: 0, failed: 0 })).toEqual([
      { outcome: 'created', records: 1, from: 0, width: 100 },
    ]);
    expect(outcomeShares({ created: 0, updated: 0, unchanged: 0, failed: 0 })).toEqual([]);
  });
});
