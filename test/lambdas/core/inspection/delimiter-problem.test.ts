import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delimiter } from '../../../../lambdas/contracts/delimiter.ts';
import { mixedDelimiters, unknownDelimiter } from '../../../../lambdas/core/inspection/delimiter-problem.ts';
import { NO_CHOICES } from '../../../../lambdas/core/inspection/mapping/check-mapping.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { participants } from '../../support/participants.ts';

const TYPES = [{ type: participants, choices: NO_CHOICES }];
const NAMES = ['accountId', 'id', 'firstName', 'customFields.title'];

const problemOf = (text: string, delimiter: Delimiter = ',') =>
  unknownDelimiter({ text, names: text.split(delimiter) }, TYPES);

describe('the header of a CSV file', () => {
  it.each([
    ['^', '`^`'],
    ['~', '`~`'],
    [':', '`:`'],
    ['||', '`||`'],
    ['~|~', '`~|~`'],
    [';;', '`;;`'],
    ['\x01', '`\\u{0001}`'],
    ['\x1f', '`\\u{001F}`'],
    ['¦', '`¦`'],
    [' ', 'blanks'],
    ['\t\t', 'several tabs'],
  ])('is rejected if its names are separated by %j', (separator, shown) => {
    const problem = problemOf(NAMES.join(separator));
    expect(problem?.code).toBe('UNKNOWN_DELIMITER');
    expect(problem?.message).toContain(`are separated by ${shown}. Expected a comma, a semicolon, a tab or`);
    expect(problemOf(NAMES.map((name) => `"${name}"`).join(separator))?.code).toBe('UNKNOWN_DELIMITER');
  });

  it.each([
    ['a name with such a character', 'accountId,id,first^name'],
    ['names in one cell that are no fields', 'foo^bar^baz'],
    ['one name of several words', 'Email Address'],
    ['one name', 'accountId'],
    ['another delimiter, which a person has named wrongly', 'accountId;id;firstName'],
  ])('is not rejected for its delimiter with %s', (_, text) => {
    expect(problemOf(text)).toBeUndefined();
  });

  it('is never rejected for its delimiter if it has the key', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'binary' }).filter((name) => name.trim() !== ''),
          { maxLength: 4 },
        ),
        (others) => {
          const names = ['accountId', ...others, 'id'];
          expect(unknownDelimiter({ text: names.join(','), names }, TYPES)).toBeUndefined();
        },
      ),
      lawRuns(50),
    );
  });
});

describe('the rows of a CSV file', () => {
  const judge = (columns: number, rows: readonly string[], delimiter: Delimiter = ',') =>
    mixedDelimiters({ delimiter, columns, cellsWith: (one) => rows.map((row) => row.split(one)) });

  it.each<[string, string[]]>([
    ['all have another delimiter', ['a;b;c', 'd;e;f']],
    ['have another delimiter, and commas in cells', ['a;b,x;c', 'd;e;f']],
    ['nearly all have another delimiter', [...Array<string>(19).fill('a;b;c'), 'Total: 19']],
  ])('reject it if they %s', (_, rows) => {
    expect(judge(3, rows)?.message).toContain('by a comma, the rows separate their cells by a semicolon');
  });

  it.each<[string, number, string[]]>([
    ['there are none', 3, []],
    ['one of them has the cells of the header', 3, ['a;b;c', 'a,b,c']],
    ['they lack their last cells', 3, ['a,b;x', 'a,b']],
    ['they have other numbers of cells', 3, ['a;b;c;d', 'a;b']],
    ['the header has one name', 1, ['a;b', 'c;d']],
  ])('are judged one by one if %s', (_, columns, rows) => {
    expect(judge(columns, rows)).toBeUndefined();
  });
});
