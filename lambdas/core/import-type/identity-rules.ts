import type { KeyRule } from '../../contracts/key-rules.ts';
import { OPTION_WORDS } from '../wording/option-words.ts';
import { showValue } from '../wording/show-value.ts';
import { sent, type Wording, wording } from '../wording/wording.ts';
import { isDateForm } from './date-forms.ts';
import { type EncodedText, encodedText } from './encoded-text.ts';
import { halfCharacter, hasControl, hasInvisible, nameInvisible } from './invisible-characters.ts';
import { isNotAvailable, isNullMarker, isTruthValue } from './key-words.ts';
import { type MisreadText, misreadText } from './misread-text.ts';
import {
  isDecimalNumber,
  isFormattedNumber,
  isNumberWithExponent,
  isRoundedNumber,
  isShortenedNumber,
} from './number-forms.ts';
import { isPlaceholder } from './placeholder.ts';
import { isQuoted, isQuotedAtOneEnd } from './quoted-text.ts';
import { isSpreadsheetError } from './spreadsheet-errors.ts';

/** What a record was sent as: it decides which advice helps. */
export type RecordFormat = 'csv' | 'json';

/**
 * A value that does not identify its user, although it is text: something that a tool wrote in place of the value. Two
 * users with such a value would become one, or one user would become two.
 */
interface IdentityRule {
  /** Of a text that is trimmed and not empty. */
  readonly matches: (text: string, format: RecordFormat) => boolean;
  /** Completes "found <the value>, …". */
  readonly problem: (text: string) => string | Wording;
  readonly advice: Readonly<Record<RecordFormat, string>>;
  /** Present if only records of this format come from the tool. */
  readonly only?: RecordFormat;
}

const REMOVE_APOSTROPHE =
  'remove the apostrophe; if it belongs to the value, the rule leading-apostrophe can be allowed for the tenant';

const EXPORT_AS_UTF8 = 'export the file again as UTF-8';

function shortenedOrId(text: string): Wording {
  const [digit = '', zeros = ''] = text.split(/e/i);
  return wording`which is either an id or a number that was shortened (${sent(digit)} with ${sent(Number(zeros))} zeros)`;
}

/** Completes "found <the text>, …". */
export function misreading({ written, encoding, meant }: MisreadText): Wording {
  const isUtf8 = written === 'UTF-8';
  // A file that is in that encoding is read right if it is named. For UTF-8 nothing must be named.
  const advice = isUtf8
    ? ''
    : ` (name that encoding with ${OPTION_WORDS.encoding.stored} if the file is in it)`;
  const by = sent(`that a program read as ${encoding}`, 'that a program read in another encoding');
  return wording`which is ${sent(showValue(meant))} in ${isUtf8 ? written : sent(written)} ${by}${advice}`;
}

/** Completes "found <the text>, …". */
export function encoding({ as, meant }: EncodedText): Wording {
  return wording`in which characters are written as codes, as in ${as}: it means ${sent(showValue(meant))}`;
}

const DECODE =
  'write the characters themselves where the file is made; if the value is right, the rule encoded-text can be allowed for the tenant';

const AS_TEXT_COLUMN =
  'export the file again from the original system and do not save it with a spreadsheet, or format the column as text before you enter the values';

/** Dashes, dots, stars, with and without blanks. Not `?`, which is for lost characters, and no emoji. */
const SIGNS_ONLY = /^[-\u2010-\u2015\u2212_.\u2026*\u2022\u00b7~/\\|,;:!+^ ]+$/;

const FILL_IN =
  'write the value itself; if the value is right, the rule placeholder can be allowed for the tenant';

const OWN_VALUE = 'write the value itself, or delete the record if there is none';

/** In the order in which they are tried: the first that matches is reported. */
export const IDENTITY_RULES: Readonly<Record<KeyRule, IdentityRule>> = {
  'invisible-character': {
    matches: hasInvisible,
    problem: (text) => wording`which contains a character that cannot be seen: ${sent(nameInvisible(text))}`,
    advice: {
      csv: 'delete the value and type it again, or remove the character where the file is made',
      json: 'remove the character where the file is made',
    },
  },
  'lost-character': {
    matches: (text) => text.includes('\ufffd') || /^\?+$/.test(text),
    problem: () => 'in which characters were lost (� or only ?) when the text was converted',
    advice: { csv: EXPORT_AS_UTF8, json: EXPORT_AS_UTF8 },
  },
  'misread-text': {
    matches: (text) => misreadText(text) !== undefined,
    problem: (text) => misreading(misreadText(text) as MisreadText),
    advice: { csv: EXPORT_AS_UTF8, json: EXPORT_AS_UTF8 },
  },
  'encoded-text': {
    matches: (text) => encodedText(text, true) !== undefined,
    problem: (text) => encoding(encodedText(text, true) as EncodedText),
    advice: { csv: DECODE, json: DECODE },
  },
  'scientific-notation': {
    matches: isShortenedNumber,
    problem: () => 'a long number that was shortened (scientific notation), so that its digits are lost',
    advice: {
      csv: AS_TEXT_COLUMN,
      json: 'export the number as text in quotes, with all its digits',
    },
  },
  'number-with-exponent': {
    matches: isNumberWithExponent,
    problem: shortenedOrId,
    advice: {
      csv: `if it was shortened, ${AS_TEXT_COLUMN}; if it is an id, the rule number-with-exponent can be allowed for the tenant`,
      json: OWN_VALUE,
    },
    // A program that writes the text "4E15" in JSON has an id of that form.
    only: 'csv',
  },
  'rounded-number': {
    matches: isRoundedNumber,
    problem: () => 'a number with only zeros after its 15th digit, as spreadsheets round long numbers',
    advice: {
      csv: 'export the file again from the original system and do not save it with a spreadsheet; if the zeros are right, the rule rounded-number can be allowed for the tenant',
      json: OWN_VALUE,
    },
    only: 'csv',
  },
  'formatted-number': {
    // A program that writes the text "2.1" in JSON has an id of that form.
    matches: (text, format) => isFormattedNumber(text) || (format === 'csv' && isDecimalNumber(text)),
    problem: (text) =>
      isFormattedNumber(text)
        ? 'a number as spreadsheets show it (with separators, decimals, a currency or %), which is another key than its digits alone'
        : 'a decimal number, whose last zeros spreadsheets delete: 2.10 becomes 2.1',
    advice: {
      csv: 'export the file again from the original system with the column as text; if the value is right, the rule formatted-number can be allowed for the tenant',
      json: 'send only the digits; if the value is right, the rule formatted-number can be allowed for the tenant',
    },
  },
  date: {
    matches: isDateForm,
    problem: () => 'a date, which spreadsheets make of ids such as 3/1, 1-3-26 or MAR26',
    advice: {
      csv: `${AS_TEXT_COLUMN}; if the value is right, the rule date can be allowed for the tenant`,
      json: 'send the value as it is in the original system; if the value is right, the rule date can be allowed for the tenant',
    },
  },
  formula: {
    matches: (text) => text.startsWith('='),
    problem: () => 'a formula instead of its result',
    advice: {
      csv: 'in the spreadsheet, copy the column and paste it as values, then export it again',
      json: 'send the result of the formula',
    },
  },
  'leading-apostrophe': {
    // Also in an e-mail address, which would be that of another user.
    matches: (text) => text.startsWith("'") && !isQuoted(text),
    problem: () => 'with an apostrophe in front, which tells spreadsheets that the rest is text',
    advice: { csv: REMOVE_APOSTROPHE, json: REMOVE_APOSTROPHE },
  },
  'surrounding-quotes': {
    matches: (text) => isQuoted(text) || isQuotedAtOneEnd(text),
    problem: (text) =>
      isQuoted(text)
        ? 'with quotes that are part of the text'
        : 'with a quote at one end that is part of the text',
    advice: {
      csv: 'remove the quotes; only double quotes (") directly between the delimiters quote a cell',
      json: 'remove the inner quotes',
    },
  },
  'spreadsheet-error': {
    matches: isSpreadsheetError,
    problem: () => 'an error of a spreadsheet instead of a value',
    advice: {
      csv: 'correct the formula in the spreadsheet, and export it again',
      json: 'correct the formula in the spreadsheet that the value comes from',
    },
  },
  'null-marker': {
    matches: isNullMarker,
    problem: () => 'a word that programs write where there is no value or no number',
    advice: { csv: OWN_VALUE, json: OWN_VALUE },
  },
  'not-available': {
    matches: isNotAvailable,
    problem: () => 'which means "not available", "not applicable" or "unknown"',
    advice: { csv: OWN_VALUE, json: OWN_VALUE },
  },
  boolean: {
    matches: isTruthValue,
    problem: () => 'which means true or false and may be the value of another field',
    advice: {
      csv: `check which column has this name; ${OWN_VALUE}`,
      json: `check which key has this name; ${OWN_VALUE}`,
    },
  },
  placeholder: {
    matches: isPlaceholder,
    problem: () => 'a name in the brackets of a template, which wrote no value in its place',
    advice: { csv: FILL_IN, json: FILL_IN },
  },
  'dashes-only': {
    matches: (text) => SIGNS_ONLY.test(text),
    problem: () => 'only dashes or other signs',
    advice: {
      csv: 'delete this line if it only separates the header from the rows; otherwise write the value itself',
      json: OWN_VALUE,
    },
  },
};

const RULES = Object.entries(IDENTITY_RULES) as readonly (readonly [KeyRule, IdentityRule])[];

export interface IdentityProblem {
  readonly rule: KeyRule | 'control-character';
  /** What is wrong with the text, and what to do: completes "found <the text>, ". */
  readonly message: Wording;
}

/** The problem of a trimmed text that should identify a user; undefined when it may. `allowed`: rules that do not apply. */
export function identityProblem(
  text: string,
  allowed: readonly KeyRule[],
  format: RecordFormat,
): IdentityProblem | undefined {
  const half = halfCharacter(text);
  if (half !== undefined) return { rule: 'control-character', message: wording`${half}` };
  // No setting allows these: a line break or a NUL in a key breaks the tools that read it.
  if (hasControl(text) && (allowed.includes('misread-text') || misreadText(text) === undefined))
    return {
      rule: 'control-character',
      message: wording`which contains a control character: ${sent(nameInvisible(text))}; remove it`,
    };
  const found = RULES.find(
    ([name, rule]) =>
      !allowed.includes(name) && (rule.only ?? format) === format && rule.matches(text, format),
  );
  if (found === undefined) return undefined;
  const [name, { problem, advice }] = found;
  return { rule: name, message: wording`${problem(text)}; ${advice[format]}` };
}

/** `="00123"`, as spreadsheets are made to keep leading zeros: its text is 00123. Within it, `""` is a quote. */
const AS_TEXT = /^="((?:[^"]|"")*)"$/;

const SPACE = 0x20;
const EQUALS = 0x3d;

/** The text that a spreadsheet shows for `="…"`; any other text unchanged. Called for every cell. */
export function unwrapText(text: string): string {
  const first = text.charCodeAt(0);
  if (text === '' || (first > SPACE && first !== EQUALS)) return text;
  const [, inner] = AS_TEXT.exec(text.trim()) ?? [];
  return inner === undefined ? text : inner.replaceAll('""', '"');
}

/** The form in which keys, unique values and names are compared and stored: trimmed, `="…"` as its text, in NFC. */
export function canonicalText(text: string): string {
  return unwrapText(text.trim()).trim().normalize('NFC');
}
