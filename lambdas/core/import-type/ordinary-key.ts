import { isMonthFirst, LONGEST_DATE, LONGEST_MONTH_FIRST } from './date-forms.ts';
import { isMarkerTwice, isWordOfRules } from './key-words.ts';
import { isRoundedInteger } from './number-forms.ts';

const WORD = /^[a-zA-Z][a-zA-Z0-9._@-]*$/;
/** No word of a program or a person has these. */
const DISTINCT = /[0-9@_-]/;
const DIGITS = /^\d+$/;
/** No damaged number or date: those have separators, or no letter but E. */
const DIGITS_AND_LETTERS = /^\d+[a-df-zA-DF-Z][a-zA-Z0-9]*$/;
/** A date with dashes is shorter, and has a letter only in its month. */
const LIKE_UUID = /^\d[\d-]*[a-df-zA-DF-Z][a-zA-Z0-9_-]*$/;
const ZERO = 0x30;
const NINE = 0x39;
const DASH = 0x2d;
const DOT = 0x2e;

/** Whether the text is certainly canonical and matches no rule. Most keys are, and this is cheaper than the rules. */
export function isOrdinaryKey(text: string): boolean {
  if (WORD.test(text))
    return DISTINCT.test(text) ? !isMonth(text) && !isMarkerTwice(text) : !isWordOfRules(text);
  if (DIGITS.test(text)) return !isRoundedInteger(text);
  return DIGITS_AND_LETTERS.test(text) || (text.length > LONGEST_DATE && LIKE_UUID.test(text));
}

/**
 * `Mar-26`, `mars.2026`. The other dates do not begin with a Latin letter, or have spaces. Few keys have a separator
 * before their last two or four digits.
 */
function isMonth(text: string): boolean {
  const { length } = text;
  return (
    length <= LONGEST_MONTH_FIRST &&
    isDigit(text.charCodeAt(length - 1)) &&
    (isSeparator(text.charCodeAt(length - 3)) || isSeparator(text.charCodeAt(length - 5))) &&
    isMonthFirst(text)
  );
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isSeparator(code: number): boolean {
  return code === DASH || code === DOT;
}
