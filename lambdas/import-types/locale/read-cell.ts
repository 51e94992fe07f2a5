import type { CellReading } from '../../core/import-type/import-type.ts';
import { isShortenedNumber } from '../../core/import-type/number-forms.ts';
import { OPTION_WORDS } from '../../core/wording/option-words.ts';
import { readDate } from './dates.ts';
import { isGrouped, withoutGroups } from './numbers.ts';
import { foreignBoolean, readBoolean } from './words.ts';

const NAME_THE_LOCALE = `write it in that form, or name the locale of the file with ${OPTION_WORDS.locale.stored}`;

const DIGITS_OR_LOCALE = `write only the digits, or name the locale of the file with ${OPTION_WORDS.locale.stored}`;
const PARTS = { d: 'day', m: 'month', y: 'year' } as const;

/** Ms of a date have 12 or 13 digits, of which a spreadsheet shows six. */
const SHORTENED: CellReading = {
  problem:
    ', a long number that a spreadsheet shortened; export the file again from the original system, or format the column as a number without decimals before you save it',
};

/** A boolean as the locale writes it. A word of another language is refused, with its meaning. */
export function booleanCell(cell: string, locale: string | undefined): CellReading {
  const value = readBoolean(cell, locale);
  const foreign = value === undefined ? foreignBoolean(cell) : undefined;
  if (foreign === undefined) return { value: value ?? cell };
  const { languages } = foreign;
  const locales = `${languages.length === 1 ? 'locale' : 'locales'} ${languages.join(', ')}`;
  return { problem: ` (${foreign.value} in the ${locales}); ${NAME_THE_LOCALE}` };
}

export function wholeNumberCell(cell: string, locale: string | undefined): CellReading {
  if (isShortenedNumber(cell.trim())) return SHORTENED;
  const value = withoutGroups(cell, locale);
  return isGrouped(value) ? { problem: `${notHow(locale, 'numbers')}; ${DIGITS_OR_LOCALE}` } : { value };
}

/** A date as the locale writes it, or milliseconds. A date that the locale does not write is refused, with its readings. */
export function instantCell(cell: string, locale: string | undefined): CellReading {
  const date = readDate(cell, locale);
  if ('text' in date) return wholeNumberCell(date.text, locale);
  if ('order' in date) return { problem: noSuchDay(date.order, locale) };
  return {
    problem: `${notHow(locale, 'dates')} (it may be ${date.readings.join(' or ')}); ${NAME_THE_LOCALE}`,
  };
}

function notHow(locale: string | undefined, what: string): string {
  return locale === undefined ? '' : `, which is not how ${locale} writes ${what}`;
}

/** `order`: in which the locale writes the parts of a date. */
function noSuchDay(order: string | undefined, locale: string | undefined): string {
  const written =
    order === undefined
      ? ''
      : ` (${locale} writes ${[...order].map((letter) => PARTS[letter as keyof typeof PARTS]).join(', ')})`;
  return `; there is no such day or time${written}`;
}
