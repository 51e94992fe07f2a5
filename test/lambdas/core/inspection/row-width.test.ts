import { describe, expect, it } from 'vitest';
import { type RowWidth, rowWidth } from '../../../../lambdas/core/inspection/row-width.ts';

const rows = (...lines: string[]) => lines.map((line) => line.split(','));

const none = (width: number): RowWidth => ({ width });
const trailing = (width: number): RowWidth => ({ width, fullRow: width });

describe('the most cells of a row, in a file of three columns', () => {
  it.each<[prose: string, lines: string[], header: number, width: RowWidth]>([
    ['are three', ['a,b,c', 'd,e,f'], 3, none(3)],
    ['are those of the header, with its unnamed cells', ['a,b,c', 'd,e,f'], 5, none(5)],
    ['are four where each row ends with a delimiter', ['a,b,c,', 'd,e,f, '], 3, trailing(4)],
    ['are four where rows that lack cells do not', ['a,b,c,', 'd', 'd,e,f,', 'g,h'], 3, trailing(4)],
    ['are those of the header, which the rows have as well', ['a,b,c,,', 'd,e,f,,'], 5, trailing(5)],
    ['are three where one row does not', ['a,b,c,', 'd,e,f,', 'g,h,i'], 3, none(3)],
    [
      'are four where one row of ten lacks a cell',
      [...Array<string>(9).fill('a,b,c,'), 'd,e,'],
      3,
      trailing(4),
    ],
    [
      'are three where two rows of ten do not end with a delimiter',
      [...Array<string>(8).fill('a,b,c,'), 'd,e,f', 'd,e,f'],
      3,
      none(3),
    ],
    ['are three where one row is filled', ['a,b,c,', 'd,e,f,x'], 3, none(3)],
    [
      'are four where a longer row is blank at its end: it is shifted',
      ['a,b,c,', 'd,e,f,', 'g,h,i,j,'],
      3,
      trailing(4),
    ],
    ['are three where all rows are longer, but not blank there', ['a,b,c,,x,', 'd,e,f,,x,'], 3, none(3)],
    [
      'are three where each row looks shifted by a delimiter in a text',
      ['a, Jr.,c,', 'd, Sr.,f,'],
      3,
      none(3),
    ],
    ['are four where each cell begins with a blank', ['a, b, c,', 'd, e, f,'], 3, trailing(4)],
    ['are four where a text of one row begins with a blank', ['a, b,c,', 'd,e,f,'], 3, trailing(4)],
    ['are three in a file of one row, which may be shifted', ['a,b,c,'], 3, none(3)],
    ['are three in a file without rows', [], 3, none(3)],
  ])('%s', (_prose, lines, header, width) => {
    expect(rowWidth(rows(...lines), 3, header)).toEqual(width);
  });
});
