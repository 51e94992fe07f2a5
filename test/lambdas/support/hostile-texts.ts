/** Texts of any length that make careless patterns and scanners try many ways: each is a piece that repeats, with an end that fits nothing. */
const PIECES: readonly (readonly [name: string, start: string, piece: string, end: string])[] = [
  ['dots behind an @', 'a@', '.', '@'],
  ['labels behind an @', 'a@', 'a.', '@'],
  ['@ after @', '', '@', '.'],
  ['the letter T', '', 'T', '!'],
  ['a timestamp with many T', '2016-04-01T', 'T0', '+01x'],
  ['offsets', '2016-04-01T10:00:00', '+01', '!'],
  ['fractions of a second', '2016-04-01T10:00:00.', '0', '!'],
  ['digits', '', '1', 'x'],
  ['blanks', 'x', ' ', 'x'],
  ['leading blanks', '', ' ', 'x'],
  ['tabs', '', '\t', 'x'],
  ['carriage returns', '[', '\r', 'x'],
  ['line feeds', '[', '\n', 'x'],
  ['line breaks and blanks', '[', '\r\n \t', 'x'],
  ['a slash after a slash', 'http://', '/', ' '],
  ['schemes', '', 'http:', ' '],
  ['a host of many labels', 'https://', 'a.', ' '],
  ['percent signs', 'https://a.b/', '%', ' '],
  ['commas', '', ',', '\0'],
  ['words between commas', '', 'ab, ', '\0'],
  ['colons', 'slack', ':', ','],
  ['quotes', '"', '"', 'x'],
  ['escaped quotes', '"', '\\"', ''],
  ['escapes', '{"a":"', '\\u00e9', '\\x'],
  ['brackets', '', '[', ''],
  ['braces', '', '{"a":', ''],
  ['formulas', '', '=', ''],
  ['separators and formulas', '', ';=,\t', ''],
  ['separators and blanks', ';', ' \u200b"', ';'],
  ['markup', '', '<&"', ''],
  ['invisible characters', '', '\u200b', 'x'],
  ['emoji', '', '😀', '!'],
  ['halves of emoji', '', '\ud83d', '!'],
  ['letters', '', 'a', '!'],
  ['underscores', 'en', '_', 'US'],
];

export interface HostileText {
  readonly name: string;
  readonly of: (length: number) => string;
}

export const HOSTILE_TEXTS: readonly HostileText[] = PIECES.map(([name, start, piece, end]) => ({
  name,
  of: (length) => start + piece.repeat(Math.ceil(length / piece.length)).slice(0, length) + end,
}));
