import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { malformedIssue } from '../../../../lambdas/core/records/malformed-record.ts';
import { readJsonLines } from '../../../../lambdas/reading/csv/json-lines.ts';
import { lawRuns } from '../../../support/law-runs.ts';

function messageAbout(text: string): string | undefined {
  const raw = Buffer.from(text);
  const [row] = readJsonLines([{ start: 0, end: raw.length, recordNumber: 1, line: 1, raw }]);
  return row?.malformed && malformedIssue(row.malformed).message;
}

describe('the message about a record that is not valid JSON', () => {
  it.each([
    ['single quotes, as Python prints them', `{'id':'a'}`, 2, /write names and texts in double quotes/],
    ['typographic quotes', '{"id":“a”}', 7, /write names and texts in double quotes/],
    ['a name without quotes', '{id:"a"}', 2, /write names and texts in double quotes/],
    ['NaN', '{"score":NaN}', 10, /write null in place of NaN/],
    ['-Infinity', '{"score":-Infinity}', 10, /write null in place of NaN or Infinity/],
    ['None', '{"score":None}', 10, /write null, true or false/],
    ['True', '{"on":True}', 7, /write null, true or false/],
    ['a comment', '{"id":"a"/* x */}', 10, /remove the comment/],
    ['a comment in front', '// users', 1, /remove the comment/],
    ['a plus sign', '{"n":+1}', 6, /write a number without \+/],
    ['a zero in front', '{"n":01}', 6, /write a number without \+ and without zeros in front/],
    ['a comma too many', '{"id":"a",}', 11, /remove the comma/],
    ['a missing comma', '{"id":"a" "b":1}', 11, /there is no comma/],
    ['a quote in a text', '{"id":"a "b" c"}', 11, /write \\" for a quote in a text/],
    ['a TAB in a text', '{"id":"a\tb"}', 7, /a TAB or a single \\ in it; write \\n, \\t and \\\\/],
    ['a path of Windows', String.raw`{"id":"C:\Users"}`, 7, /a single \\ in it/],
    ['its end missing', '{"id":"a"', 10, /cut off/],
    ['a second object behind it', '{"id":"a"} {"id":"b"}', 12, /a line of its own/],
  ])('says what to do about %s', (_, text, character, advice) => {
    const message = messageAbout(text);
    expect(message).toMatch(new RegExp(`^the record is not valid JSON: .* at character ${character}; `));
    expect(message).toMatch(advice);
  });

  it('never shows what the record contains', () => {
    const secret = 'QQQQ';
    const members = fc.array(
      fc.constantFrom('"', "'", '{', '}', ',', ':', secret, `"${secret}"`, '1', '\\'),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(members, (parts) => {
        expect(messageAbout(`{${parts.join('')}`) ?? '').not.toContain(secret);
      }),
      lawRuns(300),
    );
  });
});
