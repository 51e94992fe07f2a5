import { describe, expect, it } from 'vitest';
import { showName, showValue, visible } from '../../../../lambdas/core/wording/show-value.ts';

describe('a text that is shown', () => {
  it.each([
    ['a zero-width space', 'e\u200bmail', 'e\\u{200B}mail'],
    ['a byte order mark', '\ufeffid', '\\u{FEFF}id'],
    ['a no-break space', 'first\u00a0name', 'first\\u{00A0}name'],
    ['a filler of Korean', 'a\u3164b\u115f', 'a\\u{3164}b\\u{115F}'],
    ['the blank of Braille', 'a\u2800', 'a\\u{2800}'],
    ['a wide space', 'a\u3000b\u2003', 'a\\u{3000}b\\u{2003}'],
    ['a turn of direction', 'users\u202evsc.exe', 'users\\u{202E}vsc.exe'],
    ['a line break', 'users\n.csv', 'users\\u{000A}.csv'],
    ['an escape sequence', '\u001b[31mred', '\\u{001B}[31mred'],
    ['a tag beyond 16 bits', 'a\u{e0041}', 'a\\u{E0041}'],
  ])('shows %s as escapes', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
    expect(showName(text)).toBe(shown);
  });

  it.each(['Zoë', 'می‌خواهم', '👩‍👧', 'a b', "O'Brien", '姓名'])('is unchanged: %s', (text) => {
    expect(visible(text)).toBe(text);
  });

  it('is still JSON text when it is a value in quotes', () => {
    expect(showValue('a"\u200b')).toBe('"a\\"\\u{200B}"');
  });
});
