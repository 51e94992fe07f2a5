import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GridRow } from '../../../page/check/protocol.ts';
import { areaEdits, copiedText, pastedArea } from '../../../page/grid/area-cells.ts';
import { cellsOfClipboard, clipboardText } from '../../../page/grid/clipboard-text.ts';

const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r', ' ', 'ü') });

describe('the text of the clipboard', () => {
  it('has the same cells after it was copied and pasted', () => {
    const rows = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
      )
      // An empty last row and a line break at the end are the same text.
      .filter((all) => all.length === 1 || all.at(-1)?.join('') !== '' || all[0]?.length !== 1);
    fc.assert(
      fc.property(rows, (all) => {
        expect(cellsOfClipboard(clipboardText(all))).toEqual(all);
      }),
    );
  });

  it.each([
    [
      'a line break at the end is no row',
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a blank row is a row', 'a\n\nb', [['a'], [''], ['b']]],
    ['a quote within a text is a quote', '5" pipe\tb', [['5" pipe', 'b']]],
    ['a quote that is not closed is a quote', '"a\tb', [['"a', 'b']]],
    ['a quote behind which the text goes on is a quote', '"a" or b', [['"a" or b']]],
    ['nothing is one blank cell', '', [['']]],
  ])('%s', (_, text, rows) => {
    expect(cellsOfClipboard(text)).toEqual(rows);
  });
});

const row = (record: number, patch: Partial<GridRow> = {}): GridRow => ({
  ...{ record, line: record + 1, cells: ['a', 'b', 'c'], isMalformed: false, edited: [], isRemoved: false },
  issues: [],
  ...patch,
});

describe('cells that are pasted', () => {
  const area = { top: 4, bottom: 5, left: 1, right: 2 };

  it('fill what is selected if they are one', () => {
    const pasted = pastedArea(area, 'x', 3);
    expect(pasted.area).toEqual(area);
    expect(areaEdits([row(1), row(2)], pasted.area, pasted.textAt)).toHaveLength(4);
  });

  it('begin at the corner, and end at the last column', () => {
    const { area: filled, textAt } = pastedArea(area, 'p\tq\tr\ns', 3);
    expect(filled).toEqual({ top: 4, bottom: 5, left: 1, right: 2 });
    expect(areaEdits([row(7), row(9)], filled, textAt)).toEqual([
      { record: 7, column: 1, value: 'p' },
      { record: 7, column: 2, value: 'q' },
      { record: 9, column: 1, value: 's' },
    ]);
  });

  it('leave out records without cells, and those that are left out', () => {
    const rows = [row(1, { isMalformed: true }), row(2, { isRemoved: true }), row(3)];
    expect(areaEdits(rows, { ...area, right: 1 }, () => '')).toEqual([{ record: 3, column: 1, value: '' }]);
  });

  it('are not copied if some rows are not loaded', () => {
    const rows = new Map([[4, row(1)]]);
    expect(copiedText({ ...area, bottom: 4 }, (index) => rows.get(index))).toBe('b\tc');
    expect(copiedText(area, (index) => rows.get(index))).toBeUndefined();
  });
});
