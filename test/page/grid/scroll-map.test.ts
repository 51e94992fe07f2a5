import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GridHeight, scrollMap, topToShow } from '../../../page/grid/scroll-map.ts';

const heights = fc.record({
  rows: fc.integer({ min: 1, max: 3_000_000 }),
  rowPx: fc.constant(36),
  viewPx: fc.integer({ min: 36, max: 2000 }),
}) satisfies fc.Arbitrary<GridHeight>;

describe('the scroll map of a grid', () => {
  it('is one to one where all rows fit into an element', () => {
    const map = scrollMap({ rows: 1000, rowPx: 36, viewPx: 360 });
    expect(map).toMatchObject({ px: 36_000 });
    expect(map.topAt(1234)).toBe(1234);
    expect(map.scrollTopAt(1234)).toBe(1234);
  });

  it('leads from both ends of the scroll bar to both ends of the rows, in an element that browsers can lay out', () => {
    fc.assert(
      fc.property(heights, (height) => {
        const { rows, rowPx, viewPx } = height;
        const map = scrollMap(height);
        expect(map.px).toBeLessThan(17_000_000);
        expect(map.topAt(0)).toBe(0);
        const last = Math.max(0, rows * rowPx - viewPx);
        expect(map.topAt(Math.max(0, map.px - viewPx))).toBeCloseTo(last, 3);
      }),
    );
  });

  it('finds the position of the scroll bar for each top', () => {
    fc.assert(
      fc.property(heights, fc.double({ min: 0, max: 1, noNaN: true }), (height, share) => {
        const map = scrollMap(height);
        const top = share * Math.max(0, height.rows * height.rowPx - height.viewPx);
        expect(map.topAt(map.scrollTopAt(top))).toBeCloseTo(top, 3);
      }),
    );
  });

  it('shows a row with as little movement as possible', () => {
    fc.assert(
      fc.property(heights, fc.nat(), fc.nat(), (height, a, b) => {
        const { rows, rowPx, viewPx } = height;
        const [row, first] = [a % rows, b % rows];
        const before = Math.min(first * rowPx, Math.max(0, rows * rowPx - viewPx));
        const top = topToShow(row, before, height);
        expect(top).toBeLessThanOrEqual(row * rowPx);
        expect(top + viewPx).toBeGreaterThanOrEqual((row + 1) * rowPx);
        const wasShown = before <= row * rowPx && before + viewPx >= (row + 1) * rowPx;
        if (wasShown) expect(top).toBe(before);
      }),
    );
  });
});
