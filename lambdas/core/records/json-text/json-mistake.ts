/** What programs and people write that JSON does not allow, and what to write instead. Completes "not valid JSON: …; ". */
export const JSON_MISTAKES = {
  'other-quote': 'write names and texts in double quotes ("), not in other quotes',
  comment: 'remove the comment: JSON has none',
  'not-a-number': 'write null in place of NaN or Infinity, or leave the key out',
  'other-language': 'write null, true or false in place of None, undefined, True or False',
  number: 'write a number without + and without zeros in front, and with a digit before the point',
  'bare-name': 'write names and texts in double quotes (")',
  'spare-comma': 'remove the comma before the closing bracket',
  'missing-mark':
    'there is no comma, or no colon after a name; or a text has a quote in it: write \\" for a quote in a text',
  'broken-text':
    'there is a text in quotes that is not closed, or that has a line break, a TAB or a single \\ in it; write \\n, \\t and \\\\',
  'cut-off':
    'the record ends before its closing bracket; it may have been cut off, or have a line break in it',
} as const;

export type JsonMistake = keyof typeof JSON_MISTAKES;

const PATTERNS: readonly (readonly [JsonMistake, RegExp])[] = [
  ['other-quote', /['\u2018-\u201f`´«»]/y],
  ['comment', /\/[/*]|#|<!--/y],
  ['not-a-number', /[+-]?(?:nan|inf(?:inity)?)\b/iy],
  ['other-language', /(?:none|true|false|undefined|nil|null)\b/iy],
  ['number', /[+.]?\d|-\D/y],
  ['broken-text', /"/y],
  ['bare-name', /[\p{L}_$]/uy],
];

/** The mistake at the position where a text stops being JSON; undefined if there is nothing typical. */
export function jsonMistake(text: string, position: number): JsonMistake | undefined {
  if (text.slice(position).trim() === '') return 'cut-off';
  const before = text.slice(0, position).trimEnd();
  if ((text[position] === '}' || text[position] === ']') && before.endsWith(',')) return 'spare-comma';
  if (text[position] !== '/' && text[position] !== '#' && /["\w}\]]$/.test(before)) return 'missing-mark';
  return PATTERNS.find(([, pattern]) => {
    pattern.lastIndex = position;
    return pattern.test(text);
  })?.[0];
}
