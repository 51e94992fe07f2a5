import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLines } from '../../../lambdas/reporting/csv-lines.ts';
import { lawRuns } from '../../support/law-runs.ts';

const FORMULA = /^[=+\-@\t\r]/;
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n",;\'aé😀 ') }),
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

describe('the CSV text of result files', () => {
  it('parses back to the written cells, with formulas as text', () => {
    fc.assert(
      fc.property(rows, (written) => {
        const expected = written.map((row) =>
          row.map((value) => {
            const text =
              value === null || value === undefined ? '' : Object.is(value, -0) ? '0' : String(value);
            return typeof value !== 'number' && /^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/.test(text)
              ? `'${text}`
              : text;
          }),
        );
        expect(parsed(csvLines(written))).toEqual(expected);
      }),
      lawRuns(500),
    );
  });

  it('contains no text cell that a spreadsheet would run as a formula', () => {
    fc.assert(
      fc.property(rows, (written) => {
        const risky = parsed(csvLines(written))
          .flat()
          .filter((text) => FORMULA.test(text) && Number.isNaN(Number(text)));
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
    ['\t=1', "'\t=1"],
    [-5, '-5'],
    [-0.5, '-0.5'],
  ])('writes %j as %s', (value, expected) => {
    expect(csvLines([[value, 'x']])).toBe(`${expected},x\n`);
  });
});
