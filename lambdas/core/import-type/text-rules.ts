import type { KeyRule } from '../../contracts/key-rules.ts';
import { showValue } from '../wording/show-value.ts';
import { sent, type Wording, wording } from '../wording/wording.ts';
import { encodedText } from './encoded-text.ts';
import { encoding, misreading, type RecordFormat } from './identity-rules.ts';
import { misreadText } from './misread-text.ts';
import { isKnownSpreadsheetError } from './spreadsheet-errors.ts';
import { blanksAround, strayCharacters } from './stray-characters.ts';

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

/** Blanks around a value are allowed with the other characters that cannot be seen. */
type DoubtRule = KeyRule | 'surrounding-blanks';

/** A value that is stored as it was sent, although it is probably not what was meant. */
export interface TextDoubt {
  readonly rule: DoubtRule;
  /** Follows the name of the field. */
  readonly problem: Wording;
}

/** Rules about how the whole file was made: one field of a record is enough to say it. */
export const RULES_OF_FILE: ReadonlySet<DoubtRule> = new Set<DoubtRule>([
  'lost-character',
  'misread-text',
  'encoded-text',
  'invisible-character',
  'surrounding-blanks',
]);

/** All but the characters of which most texts consist: those of ASCII that can be seen, tabs and line breaks. Codes have `%&=\`. */
const UNUSUAL = /[^\t\n\r -$'-<>-[\]-~]/;
const SPACE = 0x20;
const APOSTROPHE = 0x27;

/** Whether there is certainly no doubt: one scan, which nearly all values pass. */
function isOrdinaryText(text: string): boolean {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first > SPACE && first !== APOSTROPHE && last > SPACE && !UNUSUAL.test(text);
}

export function textDoubt(
  text: string,
  allowed: readonly KeyRule[],
  format: RecordFormat,
): TextDoubt | undefined {
  if (isOrdinaryText(text)) return undefined;
  const [rule, problem] = notationDoubt(text, format) ?? encodingDoubt(text) ?? characterDoubt(text) ?? [];
  if (rule === undefined || problem === undefined) return undefined;
  if (allowed.includes(rule === 'surrounding-blanks' ? 'invisible-character' : rule)) return undefined;
  return { rule, problem: wording`: found ${sent(showValue(text))}, ${problem}` };
}

type Doubt = readonly [rule: DoubtRule, problem: string | Wording] | undefined;

/** What only spreadsheets understand. */
function notationDoubt(text: string, format: RecordFormat): Doubt {
  if (text.charCodeAt(0) === EQUALS && FORMULA.test(text))
    return ['formula', `a formula instead of its result; it was stored as text. ${PASTE[format]}`];
  if (format === 'csv' && text.startsWith("'") && GUARDED.test(text) && !text.endsWith("'"))
    return [
      'leading-apostrophe',
      'with an apostrophe in front; it was stored as it was sent. Import a file of failed records with its columns `rollcall:record` and `rollcall:errors`, or remove the apostrophe',
    ];
  return undefined;
}

/** What became of the characters when programs wrote and read the text. */
function encodingDoubt(text: string): Doubt {
  if (text.includes('\ufffd'))
    return [
      'lost-character',
      `in which characters were lost (�) when the text was converted; ${STORED_AS_SENT}`,
    ];
  const encoded = encodedText(text, false);
  if (encoded !== undefined)
    return [
      'encoded-text',
      wording`${encoding(encoded)}; it was stored as it was sent. Write the characters themselves where the file is made`,
    ];
  const misread = misreadText(text);
  return misread && ['misread-text', wording`${misreading(misread)}; ${STORED_AS_SENT}`];
}

/** What cannot be seen. */
function characterDoubt(text: string): Doubt {
  const stray = strayCharacters(text);
  if (stray !== undefined)
    return [
      'invisible-character',
      wording`which contains a character that cannot be seen: ${sent(stray)}; it was stored as it was sent. Remove the character where the file is made`,
    ];
  const blanks = blanksAround(text);
  if (blanks === undefined) return undefined;
  return [
    'surrounding-blanks',
    wording`with blanks at its beginning or end (${sent(blanks)}); it was stored as it was sent. Remove them where the file is made`,
  ];
}
