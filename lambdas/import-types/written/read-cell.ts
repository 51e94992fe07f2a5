import type { CellReading } from '../../core/import-type/import-type.ts';
import { readDate } from './dates.ts';
import { withoutGroups } from './numbers.ts';
import { readBoolean } from './words.ts';

export function booleanCell(cell: string, locale: string | undefined): CellReading {
  return { value: readBoolean(cell, locale) ?? cell };
}

export function wholeNumberCell(cell: string, locale: string | undefined): CellReading {
  return { value: withoutGroups(cell, locale) };
}

const NAME_THE_LOCALE =
  'write it in that form, or name the locale of the file with `--locale` (metadata `rollcall-locale`)';

/** A date as the locale writes it, or milliseconds. A date that the locale does not write is refused, with its readings. */
export function instantCell(cell: string, locale: string | undefined): CellReading {
  const date = readDate(cell, locale);
  if ('text' in date) return { value: withoutGroups(date.text, locale) };
  if (date.readings.length === 0) return { value: cell };
  const other = locale === undefined ? '' : `, which is not how ${locale} writes dates`;
  return { problem: `${other} (it may be ${date.readings.join(' or ')}); ${NAME_THE_LOCALE}` };
}
