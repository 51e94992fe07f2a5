import { describe, expect, it } from 'vitest';
import { type RowWidth, rowWidth } from '../../../../lambdas/core/inspection/row-width.ts';

const rows = (...lines: string[]) => lines.map((line) => line.split(','));
const times = (count: number, line: string) => Array<string>(count).fill(line);

const none = (width: number): RowWidth => ({ width });
const trailing = (width: number): RowWidth => ({ width, fullRow: width });
const MANY = times(10, 'a,b,c,');

describe('the most cells of a row, in a file of three columns', () => {
  it.each<[prose: string, lines: string[], header: number | undefined, width: RowWidth]>([
    ['are three', ['a,b,c', 'd,e,f'], 3, none(3)],
    ['are those of the header, with its unnamed cells', ['a,b,c', 'd,e,f'], 5, none(5)],
    [
      'are four where each of ten rows ends with a delimiter',
      [...times(9, 'a,b,c,'), 'd,e,f, '],
      3,
      trailing(4),
    ],
    ['are four where rows that lack cells do not', [...MANY, 'd', 'g,h'], 3, trailing(4)],
    ['are those of the header, which the rows have as well', ['a,b,c,,', 'd,e,f,,'], 5, trailing(5)],
    ['are those of the header, one more than the names', ['a,b,c,', 'd,e,f,'], 4, trailing(4)],
    ['are four where one row of ten lacks a cell', [...MANY, 'd,e,'], 3, trailing(4)],
    [
      'are three where two rows of twelve do not end with a delimiter',
      [...MANY, 'd,e,f', 'd,e,f'],
      3,
      none(3),
    ],
    ['are three where one row of ten is filled', [...times(9, 'a,b,c,'), 'd,e,f,x'], 3, none(3)],
    ['are four where a longer row is blank at its end: it is shifted', [...MANY, 'g,h,i,j,'], 3, trailing(4)],
    ['are three where all rows are longer, but not blank there', times(10, 'a,b,c,,x,'), 3, none(3)],
    ['are three where each row looks shifted by a delimiter in a text', times(10, 'a, Jr.,c,'), 3, none(3)],
    ['are four where each cell begins with a blank', times(10, 'a, b, c,'), 3, trailing(4)],
    ['are four where a text of one row begins with a blank', ['a, b,c,', ...MANY], 3, trailing(4)],
    ['are three in a file of nine rows, which may be shifted', times(9, 'Tan,Jr.,c,'), 3, none(3)],
    ['are four in a file of two rows without a header', ['a,b,c,', 'd,e,f,'], undefined, trailing(4)],
    ['are three in a file of one row without a header', ['a,b,c,'], undefined, none(3)],
    ['are three in a file without rows', [], 3, none(3)],
  ])('%s', (_prose, lines, headerCells, width) => {
    const header = headerCells === undefined ? {} : { headerCells };
    expect(rowWidth(rows(...lines), { columns: 3, delimiter: ',', ...header })).toEqual(width);
  });

  it('are four in a file of two rows that quotes cells with a delimiter', () => {
    const quoted = [
      ['a', 'Tan, Jr.', 'c', ''],
      ['d', 'e', 'f', ''],
    ];
    expect(rowWidth(quoted, { columns: 3, headerCells: 3, delimiter: ',' })).toEqual(trailing(4));
    expect(rowWidth(quoted, { columns: 3, headerCells: 3, delimiter: ';' })).toEqual(none(3));
  });
});
