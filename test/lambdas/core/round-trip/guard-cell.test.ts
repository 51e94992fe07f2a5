import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardCell, unguardCell } from '../../../../lambdas/core/round-trip/guard-cell.ts';
import { guardFormulas, unguardFormulas } from '../../../../lambdas/core/round-trip/guard-formulas.ts';
import { lawRuns } from '../../../support/law-runs.ts';

const tricky = fc.string({ unit: fc.constantFrom(...`'"=+-@\t\r\n,;| a0159./:€eE\u200b＝`) });
const value = fc.constantFrom('00123', '2026-03-02', '4001230000000000', 'true', '=1+1', '+1 555', 'x', '12');
const cell = fc.oneof(
  tricky,
  fc.string(),
  fc.tuple(fc.constantFrom('', "'", "''"), value).map(([before, text]) => before + text),
);

describe('a guarded cell', () => {
  it('is read as the text from which it was made', () => {
    fc.assert(
      fc.property(cell, (text) => {
        expect(unguardCell(guardCell(text))).toBe(text);
        expect(unguardFormulas(guardFormulas(text))).toBe(text);
      }),
      lawRuns(3000),
    );
  });

  it('differs from the guarded cell of any other text', () => {
    fc.assert(
      fc.property(cell, cell, (one, other) => {
        fc.pre(one !== other);
        expect(guardCell(one)).not.toBe(guardCell(other));
      }),
      lawRuns(2000),
    );
  });

  it.each([
    ['00123', "'00123"],
    ['4001230000000000', "'4001230000000000"],
    ['123456789012', "'123456789012"],
    ['12345678901', '12345678901'],
    ['0', '0'],
    ['12', '12'],
    ['1.5', "'1.5"],
    ['1,5', "'1,5"],
    ['1.234,50 €', "'1.234,50 €"],
    ['$5', "'$5"],
    ['12%', "'12%"],
    ['3/4', "'3/4"],
    ['1E5', "'1E5"],
    ['2026-03-02', "'2026-03-02"],
    ['2026-03-02T10:00:00Z', "'2026-03-02T10:00:00Z"],
    ['02.03.2026', "'02.03.2026"],
    ['9:30', "'9:30"],
    ['9 pm', "'9 pm"],
    ['3-Mar', "'3-Mar"],
    ['SEPT2', "'SEPT2"],
    ['März 2026', "'März 2026"],
    ['true', "'true"],
    ['WAHR', "'WAHR"],
    ["'00123", "''00123"],
    ["''00123", "'''00123"],
    ['=1+1', "'=1+1"],
    ["'=1+1", "''=1+1"],
    ['x;=1', "x;'=1"],
    ["'t Hooft", "'t Hooft"],
    ["'12", "'12"],
    ['user-12', 'user-12'],
    ['12 Main Street', '12 Main Street'],
    ['Marta', 'Marta'],
    ['a@b.example', 'a@b.example'],
    ['', ''],
  ])('of %j is %j', (text, guarded) => {
    expect(guardCell(text)).toBe(guarded);
  });

  it.each(["'t Hooft", "'12", "it's", "'", "''", "'a'"])('cannot be %j, which is read as it is', (text) => {
    expect(unguardCell(text)).toBe(text);
  });
});
