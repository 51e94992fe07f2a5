import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unguardFormulas } from '../../../lambdas/core/round-trip/guard-formulas.ts';
import { csvLines } from '../../../lambdas/reporting/csv-lines.ts';
import { lawRuns } from '../../support/law-runs.ts';

/** What a spreadsheet may leave out before a formula. */
const LEADING = /^["\s\p{Cc}\p{Cf}]+/u;
const FORMULA = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/;
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'=+-@＝＋－＠\t\r\n",;|\'a😀 \ufeff\u200b\u00a0') }),
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constantFrom(null, undefined),
);
const rows = fc
  .integer({ min: 2, max: 5 })
  .chain((n) => fc.array(fc.array(cell, { minLength: n, maxLength: n })));

function parsed(text: string): string[][] {
  return parse(text, { record_delimiter: ['\r\n', '\n'] });
}

/** The cells as a spreadsheet sees them that opens the file with this delimiter: text after a closing quote is part of the cell. */
function cellsSeen(text: string, delimiter: string, lineBreak: RegExp): string[] {
  const cells: string[] = [];
  let cell = '';
  let atStart = true;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (character === delimiter || lineBreak.test(character)) {
      cells.push(cell);
      cell = '';
      atStart = true;
      continue;
    } else if (character === '"' && atStart) quoted = true;
    else cell += character;
    atStart = false;
  }
  return [...cells, cell];
}

const VIEWS = [',', ';', '\t', '|'].flatMap((delimiter) =>
  [/\n/, /[\r\n]/].map((lineBreak) => ({
    delimiter,
    lineBreak,
    title: `${JSON.stringify(delimiter)} and ${lineBreak}`,
  })),
);

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Object.is(value, -0) ? '0' : String(value);
}

describe('the CSV text of result files', () => {
  it('parses back to the written cells, when one apostrophe before each formula is removed', () => {
    fc.assert(
      fc.property(rows, (written) => {
        const cells = parsed(csvLines(written));
        for (const [i, row] of written.entries())
          for (const [j, value] of row.entries()) {
            const [text, found] = [textOf(value), cells[i]?.[j] as string];
            if (typeof value === 'number') expect(found).toBe(text);
            else expect(unguardFormulas(found)).toBe(text);
          }
      }),
      lawRuns(500),
    );
  });

  it.each(VIEWS)('has no formula for a spreadsheet that ends cells at $title', ({ delimiter, lineBreak }) => {
    fc.assert(
      fc.property(rows, (written) => {
        // With the number of the record in the first column, as in each result file.
        const text = csvLines(written.map((row, i) => [i + 1, ...row]));
        const risky = cellsSeen(text, delimiter, lineBreak).filter(
          (seen) =>
            (FORMULA.test(seen.replace(LEADING, '')) || /^[\t\r]/.test(seen)) && Number.isNaN(Number(seen)),
        );
        expect(risky).toEqual([]);
      }),
      lawRuns(500),
    );
  });

  it.each([
    ['=HYPERLINK("https://x.example";"click")', `"'=HYPERLINK(""https://x.example"";""click"")"`],
    ['+15551234', "'+15551234"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t'=1"],
    ['x;=HYPERLINK("a")', `"x;'=HYPERLINK(""a"")"`],
    ['a\t=1', "a\t'=1"],
    ['\n=1', `"\n'=1"`],
    [' =1', " '=1"],
    ['\ufeff=1', "\ufeff'=1"],
    ['＝1+1', "'＝1+1"],
    ["|=cmd|' /C calc'!A0", "|'=cmd|' /C calc'!A0"],
    ['x;"=1"', `"x;""'=1"""`],
    ['a@b.example, c-d', '"a@b.example, c-d"'],
    ['2026-11-28', '2026-11-28'],
    [-5, '-5'],
    [-0.5, '-0.5'],
  ])('writes %j as %s', (value, expected) => {
    expect(csvLines([[value, 'x']])).toBe(`${expected},x\n`);
  });
});
