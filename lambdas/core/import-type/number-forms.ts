/** Numbers in forms that tools write in place of an id. */

/** 4.00123E+15 and 4,00123E+15, also as Java and MySQL write them: 4.00123E15. Not `12E4`, which may be an id. */
const SCIENTIFIC = /^[+-]?(?:\d{1,3}(?:[.,]\d+)?e[+-]\d{1,3}|\d[.,]\d+e\d{1,3})$/i;

/** 4.00123×10^15. Not `3x10`, which may be an id. */
const POWER_OF_TEN = /^[+-]?\d[.,]\d+[x×·*]10\^?[+-]?\d{1,3}$/i;

/**
 * 4E15: a number that MySQL or Java shortened has one digit before the E. It may also be an id, so it is a rule of its own.
 * Not `12E4` or `0E5`, which no tool makes of a number.
 */
const WITH_EXPONENT = /^[1-9]e\d{1,3}$/i;

/** Spreadsheets keep 15 digits of a number: in a column of numbers, 4001230000000017 and …0021 both become …0000. */
const ROUNDED = /^[1-9]\d{14}0+$/;
/** In groups of three, as people format numbers: 4,001,230 and 4 001 230. NFKC makes all spaces the same. */
const GROUPED = /^\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/;
const DECIMAL_ZEROS = /[.,]0+$/;

/** Whole numbers as programs write them that take ids for decimal numbers. */
const WHOLE_WITH_DECIMALS = /^-?\d+[.,]0+$/;
/** In groups of three. */
const IN_GROUPS = /^-?\d{1,3}([,'’])\d{3}(?:\1\d{3})*(?:[.,]\d+)?$/;
/** Behind a leading zero, dots and spaces are not for thousands: `030 123 456`. */
const IN_OTHER_GROUPS = /^-?[1-9]\d{0,2}([. ])\d{3}(?:\1\d{3})*(?:[.,]\d+)?$/;
/** In India: 12,34,567. */
const IN_LAKHS = /^-?\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?$/;

/** 2.10, which spreadsheets save as 2.1; also .5 and 5. and 1,5. */
const DECIMAL = /^[+-]?(?:\d+[.,]\d*|[.,]\d+)$/;

/** The others are not normalised, which takes longer than all patterns. */
const LATIN_FIRST = /^[a-z]/i;

export function isShortenedNumber(text: string): boolean {
  if (LATIN_FIRST.test(text)) return false;
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  return SCIENTIFIC.test(plain) || POWER_OF_TEN.test(plain);
}

export function isNumberWithExponent(text: string): boolean {
  return WITH_EXPONENT.test(text);
}

/** Digits alone, of which the last are zeros that a spreadsheet may have written. */
export function isRoundedInteger(digits: string): boolean {
  return ROUNDED.test(digits);
}

export function isRoundedNumber(text: string): boolean {
  if (LATIN_FIRST.test(text)) return false;
  const plain = text.normalize('NFKC');
  if (!GROUPED.test(plain)) return isRoundedInteger(plain.replace(DECIMAL_ZEROS, ''));
  return isRoundedInteger(plain.replace(/[.,]\d{1,2}$/, '').replace(/\D/g, ''));
}

/** $1,234.50 and 12 %. */
const WITH_UNIT = /^(?:-?\p{Sc} ?-?\d[\d.,' ]*|-?\d[\d.,' ]*[\p{Sc}%])$/u;

export function isFormattedNumber(text: string): boolean {
  if (LATIN_FIRST.test(text)) return false;
  const plain = text.normalize('NFKC');
  if (WITH_UNIT.test(plain)) return true;
  return [WHOLE_WITH_DECIMALS, IN_GROUPS, IN_OTHER_GROUPS, IN_LAKHS].some((form) => form.test(plain));
}

/** Two ids such as 2.1 and 2.10 are one number. */
export function isDecimalNumber(text: string): boolean {
  return !LATIN_FIRST.test(text) && DECIMAL.test(text.normalize('NFKC'));
}
