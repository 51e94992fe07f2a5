import { describe, expect, it } from 'vitest';
import { malformedIssue } from '../../../../lambdas/core/records/malformed-record.ts';

const ADVICE = '; delete it if it is not a record; a cell that contains a line break must be quoted';

describe('what is said about a row of the wrong width', () => {
  it.each([
    [1, `the row has 1 cell, the header has 4${ADVICE}`],
    [3, `the row has 3 cells, the header has 4${ADVICE}`],
    [5, 'the row has 5 cells, the header has 4; a cell that contains the delimiter must be quoted'],
  ])('names what was found and expected: %i cells', (found, message) => {
    const reason = found < 4 ? 'too_few_columns' : 'too_many_columns';
    expect(malformedIssue({ reason, expected: 4, found })).toMatchObject({ code: 'BAD_REQUEST', message });
  });

  it('names the delimiter at the end of a row that has only blank cells behind the header', () => {
    expect(malformedIssue({ reason: 'too_many_columns', expected: 4, found: 5, blank: true })).toMatchObject({
      message:
        'the row has 5 cells, the header has 4; a cell that contains the delimiter must be quoted; if none does, delete the delimiters at the end of the row',
    });
  });

  it('names the row of one cell that fails the rows around it', () => {
    expect(malformedIssue({ reason: 'next_to_part' })).toMatchObject({
      message: expect.stringMatching(
        /^the row before or after it has too few cells .* must be quoted; if that row is not/,
      ),
    });
  });
});
