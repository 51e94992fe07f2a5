import type { KeyRule } from '../../contracts/key-rules.ts';
import { showValue } from '../wording/show-value.ts';
import { sent, type Wording, wording } from '../wording/wording.ts';
import { misreading, type RecordFormat } from './identity-rules.ts';
import { misreadText } from './misread-text.ts';
import { isKnownSpreadsheetError } from './spreadsheet-errors.ts';

/**
 * Values that identify no user: only what tools certainly wrote in place of the value. A rule that the tenant allows in
 * keys does not apply here either.
 */

const EQUALS = 0x3d;
/** Not a smiley, and not a line of `=`. */
const FORMULA = /^=[\p{L}\d"'($@{+-]/u;
/** A number, a date or a formula, as Rollcall guards them in its files. Not `'Ndrangheta`. */
const GUARDED = /^'+[\d=+\-@]/;
const STORED_AS_SENT = 'it was stored as it was sent. Export the file again as UTF-8';
const PASTE: Readonly<Record<RecordFormat, string>> = {
  csv: 'In the spreadsheet, copy the column and paste it as values, then export it again',
  json: 'Send the result of the formula',
};
const CORRECT: Readonly<Record<RecordFormat, string>> = {
  csv: 'correct the formula in the spreadsheet, or delete the content of the cell',
  json: 'correct the formula in the spreadsheet that the value comes from, or leave the value out',
};

/** What follows the name of the field if its record must fail: the value is lost, and storing the error would hide that. */
export function textError(
  raw: string,
  allowed: readonly KeyRule[],
  format: RecordFormat,
): Wording | undefined {
  const text = raw.trim();
  if (!isKnownSpreadsheetError(text) || allowed.includes('spreadsheet-error')) return undefined;
  return wording`: found ${sent(showValue(text))}, an error of a spreadsheet instead of a value; ${CORRECT[format]}`;
}

/** A value that is stored as it was sent, although it is probably not what was meant. */
export interface TextDoubt {
  readonly rule: KeyRule;
  /** Follows the name of the field. */
  readonly problem: Wording;
}

/** Rules about how the whole file was made: one field of a record is enough to say it. */
export const RULES_OF_FILE: ReadonlySet<KeyRule> = new Set(['lost-character', 'misread-text']);

export function textDoubt(
  text: string,
  allowed: readonly KeyRule[],
  format: RecordFormat,
): TextDoubt | undefined {
  const doubt = (rule: KeyRule, problem: string | Wording) =>
    allowed.includes(rule)
      ? undefined
      : { rule, problem: wording`: found ${sent(showValue(text))}, ${problem}` };
  if (text.charCodeAt(0) === EQUALS && FORMULA.test(text))
    return doubt('formula', `a formula instead of its result; it was stored as text. ${PASTE[format]}`);
  if (format === 'csv' && text.startsWith("'") && GUARDED.test(text) && !text.endsWith("'"))
    return doubt(
      'leading-apostrophe',
      'with an apostrophe in front; it was stored as it was sent. Import a file of failed records with its columns `rollcall:record` and `rollcall:errors`, or remove the apostrophe',
    );
  if (text.includes('\ufffd'))
    return doubt(
      'lost-character',
      `in which characters were lost (�) when the text was converted; ${STORED_AS_SENT}`,
    );
  const misread = misreadText(text);
  return misread && doubt('misread-text', wording`${misreading(misread)}; ${STORED_AS_SENT}`);
}
