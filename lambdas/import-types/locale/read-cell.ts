import type { CellReading } from '../../core/import-type/import-type.ts';
import { isShortenedNumber } from '../../core/import-type/number-forms.ts';
import { readDate } from './dates.ts';
import { withoutGroups } from './numbers.ts';
import { foreignBoolean, readBoolean } from './words.ts';

const NAME_THE_LOCALE =
  'write it in that form, or name the locale of the file with `--locale` (metadata `rollcall-locale`)';

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
  return isShortenedNumber(cell.trim()) ? SHORTENED : { value: withoutGroups(cell, locale) };
}

/** A date as the locale writes it, or milliseconds. A date that the locale does not write is refused, with its readings. */
export function instantCell(cell: string, locale: string | undefined): CellReading {
  const date = readDate(cell, locale);
  if ('text' in date) return wholeNumberCell(date.text, locale);
  if (date.readings.length === 0) return { value: cell };
  const other = locale === undefined ? '' : `, which is not how ${locale} writes dates`;
  return { problem: `${other} (it may be ${date.readings.join(' or ')}); ${NAME_THE_LOCALE}` };
}
