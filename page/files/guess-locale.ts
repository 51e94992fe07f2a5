import { readDate } from '../../lambdas/import-types/locale/dates.ts';
import { readBoolean } from '../../lambdas/import-types/locale/words.ts';

/** Of those that read the same, the first one is taken. */
const LOCALES =
  'de-DE fr-FR en-US en-GB es-ES it-IT nl-NL pt-BR pl-PL sv-SE da-DK fi-FI cs-CZ hu-HU nb-NO'.split(' ');

interface Reading {
  readonly locale: string;
  /** Of the cells that only a locale can read; undefined for one that this locale cannot. */
  readonly values: readonly (string | undefined)[];
  readonly score: number;
}

/**
 * The locale in which most cells can be read that need one: dates such as `31.12.1990`, words such as `ja`. Undefined if
 * no cell needs one, or if the best ones read a cell differently (`02/03/2026`): only the sender knows which is meant.
 * @param preferred those of the person's browser; they are taken if they are among the best
 */
export function guessLocale(
  rows: readonly (readonly string[])[],
  preferred: readonly string[] = [],
): string | undefined {
  const cells = [...new Set(rows.flat())].filter(needsLocale);
  if (cells.length === 0) return undefined;
  const wanted = preferred.filter((locale) => LOCALES.includes(locale));
  const readings = [...new Set([...wanted, ...LOCALES])].map((locale) => readingOf(cells, locale));
  const most = Math.max(...readings.map(({ score }) => score));
  const best = readings.filter(({ score }) => score === most);
  const [first] = best;
  if (first === undefined || most <= 0) return undefined;
  const isClear = best.every(({ values }) => values.every((value, i) => value === first.values[i]));
  return isClear ? first.locale : undefined;
}

function needsLocale(cell: string): boolean {
  if (cell.length > 30 || cell.trim() === '') return false;
  if ('readings' in readDate(cell, undefined)) return true;
  return (
    readBoolean(cell, undefined) === undefined && LOCALES.some((one) => readBoolean(cell, one) !== undefined)
  );
}

function readingOf(cells: readonly string[], locale: string): Reading {
  const values = cells.map((cell) => readIn(cell, locale));
  return { locale, values, score: values.filter((value) => value !== undefined).length };
}

function readIn(cell: string, locale: string): string | undefined {
  const date = readDate(cell, locale);
  if ('text' in date && date.text !== cell) return date.text;
  const value = readBoolean(cell, locale);
  return value === undefined ? undefined : String(value);
}
