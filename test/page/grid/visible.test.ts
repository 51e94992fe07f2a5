import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnEnds, columnWidths } from '../../../page/grid/column-widths.ts';
import { visibleColumns, visibleRows, withFocused } from '../../../page/grid/visible.ts';

describe('what is drawn of a grid', () => {
  it('covers the view, and is little more than it', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.nat(2_000_000),
        fc.integer({ min: 36, max: 2000 }),
        (rows, at, viewPx) => {
          const top = Math.min(at, Math.max(0, rows * 36 - viewPx));
          const { from, to } = visibleRows(top, viewPx, 36, rows);
          expect(from * 36).toBeLessThanOrEqual(top);
          expect(to * 36).toBeGreaterThanOrEqual(Math.min(rows * 36, top + viewPx));
          expect(to - from).toBeLessThanOrEqual(viewPx / 36 + 14);
        },
      ),
    );
  });

  it('covers the columns in view, of forty not all', () => {
    const ends = columnEnds(Array.from({ length: 40 }, () => 100));
    fc.assert(
      fc.property(fc.nat(3000), (left) => {
        const { from, to } = visibleColumns(left, 1000, ends);
        expect(from * 100).toBeLessThanOrEqual(left);
        expect(to * 100).toBeGreaterThanOrEqual(left + 1000);
        expect(to - from).toBeLessThanOrEqual(14);
      }),
    );
    expect(visibleColumns(0, 1000, [])).toEqual({ from: 0, to: 0 });
  });

  it('always has the one with the focus, once', () => {
    expect(withFocused({ from: 10, to: 13 }, 2, 100)).toEqual([2, 10, 11, 12]);
    expect(withFocused({ from: 10, to: 13 }, 50, 100)).toEqual([10, 11, 12, 50]);
    expect(withFocused({ from: 10, to: 13 }, 11, 100)).toEqual([10, 11, 12]);
    expect(withFocused({ from: 0, to: 0 }, 0, 0)).toEqual([]);
  });

  it('has columns as wide as their texts, within limits', () => {
    const widths = columnWidths(
      ['id', 'email', 'notes'],
      [['1', 'someone@example.com', 'x'.repeat(500)], ['2']],
    );
    expect(widths[0]).toBeLessThan(widths[1] ?? 0);
    expect(widths[1]).toBeLessThan(widths[2] ?? 0);
    expect(widths[2]).toBeLessThan(300);
    expect(columnEnds([1, 2, 3])).toEqual([1, 3, 6]);
  });
});
