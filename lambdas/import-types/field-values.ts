/**
 * The kinds of value of a field. Each schema reads a CSV cell (text) and a JSON value, so that a rule is the same in all
 * formats. Text is stored as it was sent. Typed values and identifiers are trimmed.
 */
import isoCountries from 'i18n-iso-countries/index.js';
import * as z from 'zod';

const MAX_CUSTOM_TEXT = 1024;
/** A code is part of a table key of at most 2,048 bytes: up to 3 bytes a character, after escaping, and the tenant. */
const MAX_CODE = 255;
/** The smallest magnitude that DynamoDB can hold. */
const SMALLEST_NUMBER = 1e-130;
/**
 * Numbers between these limits (1973 to 2286) are taken as milliseconds since 1970. A smaller number is something else:
 * days of a spreadsheet (46082), a year, or seconds. A larger number is microseconds.
 */
const NEAREST_TIME = 1e11;
const FURTHEST_TIME = 1e13;

/** No NUL (other databases and tools cut the text there) and no lone surrogate (it cannot be written as UTF-8). */
const cleanText = z.string().refine((s) => !s.includes('\0') && s.isWellFormed());
const trimmed = cleanText.transform((s) => s.trim());

/** Identifies a user. Trimmed, because ` p1` after a comma and a space is the same user as `p1`. */
export const identifier = {
  schema: trimmed,
  expected: 'text without NUL characters; leading and trailing spaces are ignored',
};

export const text = { schema: cleanText, expected: 'text without NUL characters' };

/** One of a few words, in any letter case; stored as it is written here. */
export function oneOf(...words: readonly [string, ...string[]]) {
  const canonical = new Map(words.map((word) => [word.toLowerCase(), word]));
  return {
    schema: trimmed.transform((s) => canonical.get(s.toLowerCase())).pipe(z.string()),
    expected: `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`,
  };
}

const codeText = cleanText.pipe(z.string().min(1).max(MAX_CODE));
export const code = { schema: codeText, expected: `text of at most ${MAX_CODE} characters` };

export const emailAddress = {
  schema: trimmed.pipe(
    z
      .email({ pattern: z.regexes.html5Email })
      .max(320)
      .regex(/@[^@]+\.[^@]+$/),
  ),
  expected: 'an e-mail address',
};

export const boolean = {
  // Spreadsheets write TRUE and FALSE.
  schema: z.union([z.boolean(), trimmed.pipe(z.stringbool({ truthy: ['true'], falsy: ['false'] }))]),
  expected: 'true or false',
};

export const locale = {
  schema: trimmed.pipe(z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/)),
  expected: 'a locale such as en_US or en',
};

/** Without Kosovo's XK, which the library lists but ISO 3166-1 does not. */
const COUNTRIES = new Set(Object.keys(isoCountries.getAlpha2Codes()).filter((code) => code !== 'XK'));

export const countryCode = {
  schema: trimmed.pipe(z.string().refine((s) => COUNTRIES.has(s))),
  expected: 'an ISO 3166-1 alpha-2 country code such as CA',
};

export const absoluteUrl = {
  schema: trimmed.pipe(
    z
      .string()
      .max(2048)
      .refine((s) => URL.canParse(s) && /^[a-z][a-z0-9+.-]*:\/\/[^\s]+$/i.test(s))
      // People click on share links, so schemes that run scripts are refused. Schemes of apps are allowed.
      .refine((s) => !/^(javascript|vbscript|data|file|blob):/i.test(s)),
  ),
  expected: 'an absolute URL',
};

export const webUrl = {
  schema: absoluteUrl.schema.pipe(z.string().regex(/^https?:\/\//i)),
  expected: 'an absolute http or https URL',
};

const wholeMilliseconds = z.number().int().min(NEAREST_TIME).lt(FURTHEST_TIME);
/** Twelve digits that look like a minute after 1990 are such a minute or a mistake, not milliseconds of 1976. */
const digits = trimmed.pipe(z.string().regex(/^(?!(?:199\d|20\d\d)\d{8}$)\d{12,13}$/)).transform(Number);

export const milliseconds = {
  schema: z.union([wholeMilliseconds, digits.pipe(wholeMilliseconds)]),
  expected: 'milliseconds since 1970 (12 or 13 digits)',
};

/** Completes ISO 8601 without seconds or with an offset of +01 or +0100, and the space that databases write instead of T. */
const inFull = (s: string) =>
  s
    .replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:)/, '$1T')
    .replace(/ UTC$/, 'Z')
    .replace(/ (?=[+-]\d\d)/, '')
    .replace(/(T\d\d:\d\d)(?=[Z+-]|$)/, '$1:00')
    .replace(/(T.*[+-]\d\d)(?::?(\d\d))?$/, (_, start, minutes) => `${start}:${minutes ?? '00'}`);

const isoDateTime = trimmed
  .transform(inFull)
  .pipe(z.union([z.iso.datetime({ offset: true, local: true }), z.iso.date()]))
  // A time without an offset is UTC, so that a file means the same on every machine.
  .transform((s) => Date.parse(/T.*(Z|[+-]\d\d:?\d\d)$/.test(s) || !s.includes('T') ? s : `${s}Z`))
  .pipe(z.number().int());

/** A date, with or without a time, in the ISO 8601 basic format (with T) or as LDAP and others write it (without). */
const BASIC_DATE = /^(\d{4})(\d\d)(\d\d)(?:(T?)(\d\d)(\d\d)(\d\d)?Z?)?$/;
/** `20260301`, `202603010915`, `20260301091500`. */
const basicDate = trimmed
  .pipe(z.string().regex(BASIC_DATE))
  .transform((s) => {
    const [, year, month, day, , hour = '00', minute = '00', second = '00'] = BASIC_DATE.exec(s) ?? [];
    return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  })
  .pipe(z.iso.datetime())
  .transform((s) => Date.parse(s));

export const instant = {
  schema: z.union([milliseconds.schema, basicDate, isoDateTime]),
  expected: 'an ISO 8601 date or milliseconds since 1970 (12 or 13 digits)',
};

export const storableNumber = z
  .number()
  // JSON.parse has already lost digits of an integer that is not safe.
  .refine((n) => (Number.isInteger(n) ? Number.isSafeInteger(n) : Math.abs(n) >= SMALLEST_NUMBER));

export const customValue = {
  schema: z.union([cleanText.pipe(z.string().max(MAX_CUSTOM_TEXT)), storableNumber, z.boolean()]),
  expected: `text of at most ${MAX_CUSTOM_TEXT} characters, a number, true or false`,
};

/** The trimmed, non-empty parts of a cell between its commas. */
export const commaSeparated = cleanText.transform((s) =>
  s
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

export const codeList = {
  schema: z.union([z.array(codeText), commaSeparated.pipe(z.array(codeText))]),
  expected: `a list of codes of at most ${MAX_CODE} characters, in CSV separated by commas`,
};
