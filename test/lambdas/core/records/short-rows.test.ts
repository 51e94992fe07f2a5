import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordSlice } from '../../../../lambdas/core/records/record.ts';
import { countCells, judgeShortRows } from '../../../../lambdas/core/records/short-rows.ts';
import { sliceRecords } from '../../../../lambdas/core/records/slice-records.ts';
import { createSplitter } from '../../../../lambdas/core/records/splitter.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { delimiters, writtenRecord } from './nasty-csv.ts';

const START = { offset: 0, line: 1, recordNumber: 1 };

function judged(file: Buffer | string, columns: number, maxColumns = columns): RecordSlice[] {
  const dialect = { format: 'csv', delimiter: ',', columns, maxColumns } as const;
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
            .uniqueArray(fc.integer({ min: 1, max: columns - 2 }), { minLength: 1, maxLength: 2 })
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
            expect(parts.map(({ malformed }) => malformed?.reason)).toEqual(parts.map(() => 'broken_row'));
          if (kind === 'whole') expect(parts.map(({ malformed }) => malformed)).toEqual([undefined]);
        }
        expect(at).toBe(slices.length);
      }),
      lawRuns(1000),
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
