import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordSlice } from '../../../../lambdas/core/records/record.ts';
import { countCells } from '../../../../lambdas/core/records/short-row.ts';
import { judgeShortRows } from '../../../../lambdas/core/records/short-rows.ts';
import { sliceRecords } from '../../../../lambdas/core/records/slice-records.ts';
import { createSplitter } from '../../../../lambdas/core/records/splitter.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { delimiters, writtenRecord } from './nasty-csv.ts';

const START = { offset: 0, line: 1, recordNumber: 1 };

function judged(
  file: Buffer | string,
  columns: number,
  maxColumns = columns,
  keyCells?: number,
): RecordSlice[] {
  const key = keyCells === undefined ? {} : { keyCells };
  const dialect = { format: 'csv', delimiter: ',', columns, maxColumns, ...key } as const;
  return [...judgeShortRows(sliceRecords(Buffer.from(file as string), dialect, START), dialect)];
}

/** `-`: a row that is read as it is; a number: the first of so many short rows; `broken`: a part of a row. */
function verdicts(text: string, columns: number, maxColumns = columns): unknown[] {
  return judged(text, columns, maxColumns).map(({ malformed, shortRows }) =>
    malformed?.reason === 'broken_row' ? 'broken' : (malformed?.reason ?? shortRows ?? '-'),
  );
}

describe('a row with fewer cells than the header', () => {
  it.each<[prose: string, text: string, verdicts: unknown[]]>([
    ['is read alone', '1,2,3,4\n1,2,3\n1,2,3,4\n', ['-', 1, '-']],
    ['is read with others that are as short', '1,2,3\n1,2,3\n1,2,3\n1,2,3,4\n', [3, '-', '-', '-']],
    ['is counted with those of the same length', '1,2,3\n1,2,3\n1,2,3,4\n1,2\n', [2, '-', '-', 1]],
    [
      'is broken where two have the cells of one',
      '1,2,3,4\n1,2\n2,3,4\n1,2,3,4\n',
      ['-', 'broken', 'broken', '-'],
    ],
    ['is broken where three have the cells of one', '1,2\n2\n2,3,4\n', ['broken', 'broken', 'broken']],
    ['is broken behind a blank line, too', '1,2\n\n2,3,4\n', ['broken', 'broken']],
    [
      'is not joined with the rest of a quoted cell',
      '1,"2,\n3"\n2,3,4\n',
      ['unclosed_quote', 'rest_of_cell', 1],
    ],
    [
      'is the rest of a cell of several lines',
      '1,"2\n3\n4",5\n1,2,3\n',
      ['unclosed_quote', 'rest_of_cell', 'rest_of_cell', 1],
    ],
    ['is not joined with a row behind another mistake', '1,2\n1,"2\n2,3,4\n', [1, 'unclosed_quote', 1]],
    ['has quotes around delimiters', '"1,2,3",2,3\n1,"2,""","4, "\n', [2, '-']],
  ])('%s', (_prose, text, expected) => {
    expect(verdicts(text, 4)).toEqual(expected);
  });

  const part = 'next_to_part';
  const few = 'too_few_columns';
  it.each<[prose: string, text: string, verdicts: unknown[]]>([
    ['and the row before', 'k,2,3,4\nx\nk,3,4,5\n', [part, few, '-']],
    ['and the row before that is short', 'k,2,3\nx\nk,3,4,5\n', [part, few, '-']],
    ['and the rows around that begin differently', '1,2,3,4\nx\n2,3,4,5\n', [part, few, part]],
    ['and the row after, as the first row', 'x\n2,3,4,5\n3,4,5,6\n', [few, part, '-']],
    ['with others of one cell', 'k,2,3,4\nx\n\n\ny,\nz\nk,3,4,5\n', [part, few, few, few, '-']],
    ['as the last row', '1,2,3,4\n2,3,4,5\n\nx', ['-', part, few]],
    ['that a quote makes malformed', 'k,2,3,4\n"x" y\nk,3,4,5\n', [part, 'junk_after_quote', '-']],
    ['that opens a quote', 'k,2,3,4\n"x\n2,3,4,5\n', [part, 'unclosed_quote', '-']],
    ['behind a quoted cell alone', '1,2,3,"4"\nx\n"2",3,4,5\n', ['-', few, '-']],
    ['of tools alone', '1,2,3,4\n\n(2 rows affected)\n', ['-', few]],
    ['that begins as the row before alone', 'k,2,3,4\nk\nk,3,4,5\n', ['-', few, '-']],
    ['of addresses alone', 'a@x,2,3,4\nb@x\nc@x,3,4,5\n', ['-', few, '-']],
    ['and the rows around where an address is cut', 'a@x,2,3,4\nb@x\nc,3,4,5\n', [part, few, part]],
    ['with blanks behind it', 'k,2,3,4\nx, ,""\n2,3,4,5\n', [part, few, '-']],
    ['of blanks alone', '1,2,3,4\n"",""\n2,3,4,5\n', ['-', few, '-']],
  ])('is malformed if it has one cell %s', (_prose, text, expected) => {
    expect(verdicts(text, 4)).toEqual(expected);
  });

  const cut = [part, 'unlike_row'];
  it.each<[prose: string, text: string, verdicts: unknown[]]>([
    ['begins a cell with a blank', 'acme,sam,b,c,see\nfoo, bar\nglobex,ben,b,c,d\n', [...cut, '-']],
    ['lacks the digits of their ids', 'acme,s1,b,c,see\nfoo,bar\nglobex,s2,b,c,d\n', [...cut, '-']],
    ['is no e-mail address', 'a@x,b,c,d,see\nfoo,bar\nb@x,b,c,d,e\n', [...cut, '-']],
    ['begins with another text than both', 'acme,sam,b,c,see\nfoo,bar\nacme,ben,b,c,d\n', [...cut, '-']],
    ['begins with a blank cell', 'acme,s1,b,c,see\n,bar\nacme,s2,b,c,d\n', [...cut, '-']],
    ['is the last one', 'acme,s1,b,c,see\nfoo, bar\n', cut],
    [
      'is several',
      'acme,s1,b,c,see\nfoo, bar\nx,y\nacme,s2,b,c,d\n',
      [part, 'unlike_row', 'unlike_row', '-'],
    ],
    [
      'follows a short row',
      'acme,s1,b,c,d\nacme,s2,b\nacme,s3,b,see\nfoo, bar\nacme,s4,b\nacme,s5,b,c,d\n',
      ['-', 1, part, 'unlike_row', 1, '-'],
    ],
    [
      'is behind one of one cell',
      'acme,s1,b,c,see\nx\nfoo, bar\nacme,s2,b,c,d\n',
      [part, few, 'unlike_row', '-'],
    ],
    ['is not part of a quoted cell', 'acme,s1,b,c,"d"\nfoo, bar\nacme,s2,b,c,d\n', ['-', 'unlike_row', '-']],
  ])(
    'is malformed, with the row before, if it looks like no row around it: it %s',
    (_prose, text, expected) => {
      expect(verdicts(text, 5)).toEqual(expected);
    },
  );

  it.each<[prose: string, text: string]>([
    ['has the text of one in a column', 'acme,s1,b,c,d\nacme, bar\nglobex,s2,b,c,d\n'],
    ['has an id like theirs', 'acme,s1,b,c,d\nglobex,s7\nacme,s2,b,c,d\n'],
    ['has an address as they do', 'ann,a@x,b,c,d\nben,b@x\ncy,c@x,b,c,d\n'],
    ['begins with a quote', 'acme,s1,b,c,d\n"foo",bar\nacme,s2,b,c,d\n'],
    ['has a blank behind a delimiter, as they do', 'acme, sam, b, c, d\nfoo, bar\nglobex, ben, b, c, d\n'],
    ['differs from rows that are as different', 'acme,sam,b,c,d\nfoo,bar\nglobex,ben,b,c,d\n'],
  ])(
    'is read if it looks like a row around it, or if nothing shows that it is none: it %s',
    (_prose, text) => {
      expect(verdicts(text, 5)).toEqual(['-', 1, '-']);
    },
  );

  it.each<[prose: string, text: string, verdicts: unknown[]]>([
    ['begin like the rows around', 'k,1,2,3,4,5\nk,2,a\nk,3\nk,4,2,3,4,5\n', ['-', 1, 1, '-']],
    ['have addresses', 'a@x,1,2,3,4,5\nb@x,2,a\nc@x,3\nd@x,4,2,3,4,5\n', ['-', 1, 1, '-']],
    [
      'are more than one row',
      `k,1,2,3,4,5\n${'l,2,a\n'.repeat(4)}k,1,2,3,4,5\n`,
      ['-', 4, '-', '-', '-', '-'],
    ],
    ['are the last ones', 'k,1,2,3,4,5\nk,2,a\nl,3\n', ['-', 1, 1]],
    [
      'have an equal text in a column',
      'a,k,2,3,4,5,6\nb,k,1\nc,k,2\nd,k,3\ne,k,2,3,4,5,6\n',
      ['-', 3, '-', '-', '-'],
    ],
  ])('are read if they %s', (_prose, text, expected) => {
    expect(verdicts(text, text.startsWith('a,k') ? 7 : 6)).toEqual(expected);
  });

  it.each<[prose: string, text: string]>([
    ['a text', 'k,1,2,3,4,5\nk,2,a\nb,3\nk,4,2,3,4,5\n'],
    ['text with digits', 'u1,1,2,3,4,5\nu2,2,a\nb,3\nu3,4,2,3,4,5\n'],
  ])(
    'are the parts of one that lacks its last cells if only the first begins like the rows around: %s',
    (_, text) => {
      expect(verdicts(text, 6)).toEqual(['-', 'broken', 'broken', '-']);
    },
  );

  it('is broken where the delimiter at the end of each row is counted', () => {
    expect(verdicts('1,2,3,4,\n1,2\n2,3,4,\n', 5)).toEqual(['-', 'broken', 'broken']);
    expect(verdicts('1,2,3,4,\n1,2\n2,3,4,,\n', 5, 6)).toEqual(['-', 1, '-']);
  });

  it('is broken where some rows end with a delimiter, and the parts of one that does are longer', () => {
    expect(verdicts('1,2,3,4,\n1,2,3\n3,4,\n1,2,3,4\n', 4, 5)).toEqual(['-', 'broken', 'broken', '-']);
  });
});

/** Rows of a file, some cut in two or more by a line break that is not quoted, some without their last cells. */
const cutFiles = fc.integer({ min: 3, max: 7 }).chain((columns) =>
  fc
    .array(
      fc.oneof(
        {
          weight: 4,
          arbitrary: fc.constant({ kind: 'whole' as const, cuts: [] as number[], keep: columns }),
        },
        {
          weight: 1,
          arbitrary: fc
            .uniqueArray(fc.integer({ min: 0, max: columns - 1 }), { minLength: 1, maxLength: 2 })
            .map((cuts) => ({ kind: 'cut' as const, cuts, keep: columns })),
        },
        {
          weight: 1,
          arbitrary: fc
            .integer({ min: 2, max: columns - 1 })
            .map((keep) => ({ kind: 'short' as const, cuts: [], keep })),
        },
      ),
      { minLength: 1, maxLength: 40 },
    )
    .map((rows) => ({ columns, rows })),
);

function written({ rows }: { rows: { cuts: number[]; keep: number }[] }): string {
  return rows
    .map(({ cuts, keep }, n) => {
      const cells = Array.from({ length: keep }, (_, i) =>
        cuts.includes(i) ? `a${n}\nb${n}` : `r${n}c${i}`,
      );
      return `${cells.join(',')}\n`;
    })
    .join('');
}

describe('short rows of a file', () => {
  it('are never read where a line break cut a row in parts', () => {
    fc.assert(
      fc.property(cutFiles, (file) => {
        const slices = judged(written(file), file.columns);
        let at = 0;
        for (const { cuts, kind } of file.rows) {
          const parts = slices.slice(at, at + cuts.length + 1);
          at += parts.length;
          if (kind === 'cut')
            expect(parts.map(({ malformed }) => malformed !== undefined)).toEqual(parts.map(() => true));
        }
        expect(at).toBe(slices.length);
      }),
      lawRuns(1000),
    );
  });

  it('are never read where a line break and a delimiter in the last cell cut a row, if its ids have digits', () => {
    const word = fc.constantFrom('see', 'foo', 'bar', 'call back', 'Main St');
    const rest = fc.tuple(word, fc.constantFrom(',', ', '), word).map((texts) => texts.join(''));
    const row = fc.record({
      account: fc.constantFrom('acme', 'globex'),
      keep: fc.integer({ min: 4, max: 6 }),
      rest: fc.option(rest),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
        const lines = rows.flatMap(({ account, keep, rest: cut }, n) => {
          const cells = [account, `u${n}`, 'Ann', 'Lee', 'gold', 'note'].slice(0, cut === null ? keep : 6);
          return [cells.join(','), ...(cut === null ? [] : [cut])];
        });
        const read = judged(`${lines.join('\n')}\n`, 6).filter(({ malformed }) => malformed === undefined);
        const texts = read.map(({ raw }) => raw.toString());
        expect(texts.filter((text) => !/^\w+,u\d/.test(text))).toEqual([]);
        const cutRows = rows.flatMap(({ account, rest: cut }, n) =>
          cut === null ? [] : [`${account},u${n},`],
        );
        expect(cutRows.filter((begin) => texts.some((text) => text.startsWith(begin)))).toEqual([]);
      }),
      lawRuns(500),
    );
  });

  it('are never read where a line break in the last cell leaves a part without the key, whatever the letters', () => {
    const word = fc.constantFrom('see', 'foo', 'Bar', 'call back');
    const row = fc.record({ keep: fc.integer({ min: 4, max: 5 }), rest: fc.option(fc.tuple(word, word)) });
    const names = ['Ann', 'Ben', 'Cy', 'Di', 'Eli', 'Flo', 'Gus', 'Hal', 'Ida', 'Jo'];
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 10 }), (rows) => {
        const lines = rows.flatMap(({ keep, rest }, n) => {
          const name = names[n] as string;
          const cells = [name, `${name}son`, 'x'.repeat(n + 1), `${name}co`, 'note'];
          return [cells.slice(0, rest ? 5 : keep).join(','), ...(rest ? [rest.join(',')] : [])];
        });
        // The key is in the columns three and four.
        const slices = judged(`${lines.join('\n')}\n`, 5, 5, 4);
        let at = 0;
        for (const { rest } of rows) {
          const parts = slices.slice(at, at + (rest ? 2 : 1));
          at += parts.length;
          expect(parts.map(({ malformed }) => malformed !== undefined)).toEqual(
            parts.map(() => rest !== null),
          );
        }
      }),
      lawRuns(500),
    );
  });

  it('are read where Excel left out the empty cells of sixteen rows, whatever their accounts', () => {
    const name = fc.constantFrom('Ann', 'Li, Jr.', 'de la Cruz', '');
    const row = fc.record({
      account: fc.constantFrom('acme', 'globex', 'x'),
      name,
      note: fc.constantFrom('', '', 'see'),
    });
    const id = fc.constantFrom<(n: number) => string>(
      (n) => `u${n}`,
      (n) => String(1000 + n),
      (n) => `p${n}@example.com`,
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 80 }), id, (rows, idOf) => {
        const cells = rows.map((r, n) => [r.account, idOf(n), `"${r.name}"`, '', r.note, '']);
        const lines = cells.map((all, n) => {
          const block = cells.slice(n - (n % 16), n - (n % 16) + 16);
          const most = Math.max(
            ...block.map((one) => one.findLastIndex((cell) => cell !== '' && cell !== '""') + 1),
          );
          return all.slice(0, most).join(',');
        });
        // Each row has its key: the first two cells.
        expect(judged(`${lines.join('\n')}\n`, 6, 6, 2).filter(({ malformed }) => malformed)).toEqual([]);
      }),
      lawRuns(300),
    );
  });

  it('are judged in each chunk by itself as in the whole file', () => {
    const limits = fc.record({
      chunkBytes: fc.integer({ min: 100, max: 200 }),
      chunkRecords: fc.integer({ min: 20, max: 30 }),
    });
    fc.assert(
      fc.property(cutFiles, limits, fc.integer({ min: 1, max: 50 }), (source, size, piece) => {
        const file = Buffer.from(written(source));
        const { columns } = source;
        const dialect = { format: 'csv', delimiter: ',', columns } as const;
        const splitter = createSplitter({ dialect, start: START, fileBytes: file.length, ...size });
        const chunks = [];
        for (let at = 0; at < file.length; at += piece)
          chunks.push(...splitter.push(file.subarray(at, at + piece)));
        chunks.push(...splitter.end().chunks);
        const isSmall = chunks.every(
          ({ start, end, records }) =>
            end - start + 60 <= 2 * size.chunkBytes && records + 2 < 2 * size.chunkRecords,
        );
        fc.pre(isSmall);
        const inChunks = chunks.flatMap(({ start, end, firstLine: line, firstRecord: recordNumber }) => {
          const first = { offset: start, line, recordNumber };
          return [...judgeShortRows(sliceRecords(file.subarray(start, end), dialect, first), dialect)];
        });
        const content = ({ raw, malformed, shortRows }: RecordSlice) => [`${raw}`, malformed, shortRows];
        expect(inChunks.map(content)).toEqual(judged(file, columns).map(content));
      }),
      lawRuns(1000),
    );
  });

  it('have as many cells as are counted: those that a writer wrote', () => {
    const record = fc
      .tuple(delimiters, fc.integer({ min: 1, max: 5 }))
      .chain(([delimiter, columns]) =>
        fc.tuple(fc.constant({ delimiter, columns }), writtenRecord(delimiter, columns)),
      );
    fc.assert(
      fc.property(record, fc.integer({ min: 1, max: 6 }), ([{ delimiter, columns }, text], most) => {
        const bytes = Buffer.from(text);
        const limits = { delimiter: delimiter.charCodeAt(0), most };
        expect(countCells(bytes, 0, bytes.length, limits)).toBe(Math.min(columns, most));
      }),
      lawRuns(1000),
    );
  });
});
