import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMapWord } from '../../../../cli/tenants/column-map-word.ts';
import { ColumnMapTextSchema } from '../../../../lambdas/contracts/column-map.ts';
import { mapOption } from '../../../../lambdas/core/wording/map-option.ts';
import { lawRuns } from '../../../support/law-runs.ts';

const special = fc.constantFrom(
  '\u200b',
  '\u200d',
  '\ufeff',
  '\u00a0',
  '\u202e',
  '\u00ad',
  '\n',
  '\r\n',
  '\u2028',
  '\t',
  "'",
  '"',
  '\\',
  '\\u{200B}',
  '=',
  '`',
  '$',
  '!',
  ' ',
  '❤️',
  'é',
);
const column = fc
  .array(fc.oneof(special, fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 8 })
  .map((parts) => parts.join(''));
const FIELD = 'customFields.plan';

/** The arguments that a shell makes of a text. */
function inShell(text: string): readonly string[] {
  return execFileSync('sh', ['-c', `printf '%s\\0' ${text}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
}

describe('the option that a message prints for a column', () => {
  it('names the column when the command reads it', () => {
    const law = fc.property(column, (name) => {
      const option = mapOption(name, FIELD);
      fc.pre(option !== undefined);
      const word = option.replace(/^--map '(.*)'$/s, '$1').replaceAll(`'\\''`, "'");
      expect(readMapWord(word)).toEqual([name, FIELD]);
      // What cannot be seen, or ends a line, is lost in copying.
      expect(option).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0]/u);
      const metadata = ColumnMapTextSchema.encode([[name, FIELD]]);
      expect(ColumnMapTextSchema.decode(metadata)).toEqual([[name, FIELD]]);
    });
    fc.assert(law, lawRuns(500));
  });

  it('is two words of a shell', () => {
    fc.assert(
      fc.property(fc.array(column, { minLength: 20, maxLength: 40 }), (names) => {
        const named = names.filter((name) => mapOption(name, FIELD) !== undefined);
        const words = inShell(named.map((name) => mapOption(name, FIELD)).join(' '));
        expect(words.filter((_, i) => i % 2 === 1).map(readMapWord)).toEqual(
          named.map((name) => [name, FIELD]),
        );
        expect(words.filter((_, i) => i % 2 === 0)).toEqual(named.map(() => '--map'));
      }),
      lawRuns(5),
    );
  });

  it.each([
    ['of blanks only', ' \u00a0'],
    ['without a name', ''],
    ['of half a character', 'a\ud800'],
  ])('does not exist for a column %s', (_, name) => expect(mapOption(name, FIELD)).toBeUndefined());

  it.each([
    ['First Name', "--map 'First Name=firstName'"],
    ['E\u200bmail', "--map 'E\\u{200B}mail=firstName'"],
    ['first\nname', "--map 'first\\u{000A}name=firstName'"],
    [' Name', "--map '\\u{0020}Name=firstName'"],
    ["Bob's", "--map 'Bob'\\''s=firstName'"],
  ])('shows what it escapes: %j', (name, option) => {
    expect(mapOption(name, 'firstName')).toBe(option);
  });
});
