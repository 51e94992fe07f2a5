import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NAME_THE_ENCODING } from '../../../lambdas/core/inspection/reject-encoding.ts';
import { mapOption } from '../../../lambdas/core/wording/map-option.ts';
import { inApiWords } from '../../../lambdas/core/wording/option-words.ts';
import { withoutOptions } from '../../../page/texts/without-options.ts';

it.each([
  [
    'a line that maps a column',
    `The header has no column \`id\`. Found: \`a\`.\nIf a column has another name, map it: ${mapOption('COLUMN', 'id')} on the command line, or the metadata rollcall-map: COLUMN=id`,
    'The header has no column `id`. Found: `a`.',
  ],
  [
    'an encoding that can be named, before what else can be done',
    `The file is not valid UTF-8: line 2 has 0xFC. ${NAME_THE_ENCODING}`,
    'The file is not valid UTF-8: line 2 has 0xFC. Save it again as "CSV UTF-8" (in Excel: File > Save As > CSV UTF-8) and upload it again.',
  ],
  [
    'a part of a sentence',
    'dateCreated must be a date, found "2.3.2026", which is not how en-US writes dates (it may be 2026-03-02); write it in that form, or name the locale of the file with `--locale` (metadata `rollcall-locale`)',
    'dateCreated must be a date, found "2.3.2026", which is not how en-US writes dates (it may be 2026-03-02); write it in that form',
  ],
  [
    'an aside',
    'the column `segments` was ignored: a CSV file has one segment for all its records (`rollcall-segment`, `--segment`); use JSON Lines to set segments for each record',
    'the column `segments` was ignored: a CSV file has one segment for all its records; use JSON Lines to set segments for each record',
  ],
  [
    'one of several ways',
    'Do one of the following, and send the file again:\n- Rename the columns in the file.\n- Accept this mapping: --accept-mapping on the command line, or the metadata rollcall-similar-columns: map',
    'Do one of the following, and send the file again:\n- Rename the columns in the file.',
  ],
  [
    'sentences about a column',
    `unknown column \`refferable\`; did you mean \`referable\`? It was ignored. To read it: ${mapOption('refferable', 'referable')}. To leave it out without this warning: ${mapOption('refferable', '-')}`,
    'unknown column `refferable`; did you mean `referable`? It was ignored.',
  ],
])('the page leaves out of a message %s that only the command and the API have', (_, message, shown) => {
  expect(withoutOptions(message)).toBe(shown);
  expect(withoutOptions(inApiWords(message))).toBe(shown);
});

it('the page shows a message without options as it is', () => {
  const word = fc.constantFrom('a', '- b', '--', '--mapped', 'rollcall', '. The', '; or', '\n', '(c)', ' ');
  fc.assert(
    fc.property(fc.array(word), (words) => {
      expect(withoutOptions(words.join(''))).toBe(words.join(''));
    }),
  );
});
