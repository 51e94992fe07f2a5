import { guardFormulas, unguardFormulas } from './guard-formulas.ts';

/** Integers that a spreadsheet writes as it read them. Excel shortens longer ones, and drops leading zeros. */
const KEPT_NUMBER = /^(?:0|[1-9]\d{0,10})$/;
/** Only digits and what may come between them in a number, a date, a time, a fraction, a percentage or a price. */
const NUMBER_LIKE = /^[\s(]*(?:[€$£¥]\s*)?[.,]?\d[\d\s.,:/\-–%'()€$£¥]*$/;
const SCIENTIFIC = /^\s*\d+(?:[.,]\d+)?e[+-]?\d+\s*$/i;
const DATE_TIME = /^\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T ]/i;
const TWELVE_HOURS = /^\s*\d{1,2}(?::\d{1,2}){0,2}\s*[ap]\.?m?\.?\s*$/i;
/** With the beginnings of the names of months in the languages of spreadsheets: `3-Mar`, `SEPT2`. */
const DAY_AND_MONTH =
  /^\s*\d{1,4}[\s.\-/]*(?:jan|jän|ene|gen|feb|fev|fév|mar|mär|maa|mrt|mrz|apr|avr|abr|mai|may|mag|mei|jun|jui|jul|giu|lug|aug|aoû|aou|ago|sep|set|oct|okt|ott|out|nov|dec|déc|dez|dic)\p{L}{0,7}[\s.,:\-/\d]*$/iu;
const MONTH_FIRST =
  /^\s*(?:jan|jän|ene|gen|feb|fev|fév|mar|mär|maa|mrt|mrz|apr|avr|abr|mai|may|mag|mei|jun|jui|jul|giu|lug|aug|aoû|aou|ago|sep|set|oct|okt|ott|out|nov|dec|déc|dez|dic)\p{L}{0,7}[\s.,\-/]*\d[\s.,:\-/\d]*$/iu;
const BOOLEAN = /^\s*(?:true|false|wahr|falsch|vrai|faux|vero|falso|verdadero|verdadeiro)\s*$/i;

const CONVERTED = [NUMBER_LIKE, SCIENTIFIC, DATE_TIME, TWELVE_HOURS, DAY_AND_MONTH, MONTH_FIRST, BOOLEAN];
/** Spreadsheets do not read longer texts as a number or a date. */
const MAX_CONVERTED = 255;

/** Whether a spreadsheet may read the text as a number, a date or a truth value, and then write it in another way. */
function isConverted(text: string): boolean {
  if (text.length > MAX_CONVERTED || KEPT_NUMBER.test(text)) return false;
  return CONVERTED.some((pattern) => pattern.test(text));
}

/**
 * The text of a cell as it comes back from a spreadsheet: an apostrophe goes before what could be a formula, and before
 * what a spreadsheet would change (`00123`, `2026-03-02`, `4001230000000000`, `true`). Spreadsheets leave text that begins
 * with an apostrophe alone. Texts that begin with apostrophes before such a value get one more.
 */
export function guardCell(text: string): string {
  const guarded = guardFormulas(text);
  return isConverted(text.replace(/^'+/, '')) && guarded === text ? `'${text}` : guarded;
}

/** The text from which `guardCell` made this cell; a cell that `guardCell` cannot have made is returned as it is. */
export function unguardCell(cell: string): string {
  if (!cell.includes("'")) return cell;
  const candidates = cell.startsWith("'") ? [cell.slice(1), unguardFormulas(cell)] : [unguardFormulas(cell)];
  return candidates.find((text) => guardCell(text) === cell) ?? cell;
}
