/**
 * The kinds of value that fields may hold. Each reads a CSV cell (text) and a JSON value alike, so that a rule cannot
 * differ between the formats. Text is kept as it was sent; typed values and identifiers are read with surrounding blanks
 * left aside.
 */
import isoCountries from 'i18n-iso-countries/index.js';
import * as z from 'zod';

const MAX_CUSTOM_TEXT = 1024;
/** A code becomes part of a table key of at most 2,048 bytes: 3 for a character, escaped, and the tenant. */
const MAX_CODE = 255;
/** The smallest magnitude that DynamoDB can hold. */
const SMALLEST_NUMBER = 1e-130;
/**
 * Milliseconds that are meant as such lie between 1973 and 2286. What is nearer to 1970 is something else: the days of a
 * spreadsheet (46082), a year, seconds; what is further away are microseconds.
 */
const NEAREST_TIME = 1e11;
const FURTHEST_TIME = 1e13;

/** No NUL (databases and tools behind us cut there) and no half of a surrogate pair (it cannot be written as UTF-8). */
const cleanText = z.string().refine((s) => !s.includes('\0') && s.isWellFormed());
const trimmed = cleanText.transform((s) => s.trim());

/** What users are told apart by: ` p1`, as it stands behind a comma and a blank, is nobody else than `p1`. */
export const identifier = {
  schema: trimmed,
  expected: 'text without NUL characters; blanks around it do not count',
};

export const text = { schema: cleanText, expected: 'text without NUL characters' };

/** One of a few words, in any letter case; kept as it is written here. */
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

/** The list has Kosovo's XK, which is in use but not in ISO 3166-1. */
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
      // A share link is clicked on: one that runs as a script is no link. Schemes of apps are.
      .refine((s) => !/^(javascript|vbscript|data|file|blob):/i.test(s)),
  ),
  expected: 'an absolute URL',
};

export const webUrl = {
  schema: absoluteUrl.schema.pipe(z.string().regex(/^https?:\/\//i)),
  expected: 'an absolute http or https URL',
};

const wholeMilliseconds = z.number().int().min(NEAREST_TIME).lt(FURTHEST_TIME);
/** Twelve digits that look like a minute from 1990 on are one or a mistake, and no milliseconds of 1976. */
const digits = trimmed.pipe(z.string().regex(/^(?!(?:199\d|20\d\d)\d{8}$)\d{12,13}$/)).transform(Number);

export const milliseconds = {
  schema: z.union([wholeMilliseconds, digits.pipe(wholeMilliseconds)]),
  expected: 'milliseconds since 1970 (12 or 13 digits)',
};

/** ISO 8601 also leaves the seconds out, and writes an offset as +01 or +0100; databases put a blank in place of the T. */
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
  // A time without an offset is UTC: the same file must mean the same everywhere.
  .transform((s) => Date.parse(/T.*(Z|[+-]\d\d:?\d\d)$/.test(s) || !s.includes('T') ? s : `${s}Z`))
  .pipe(z.number().int());

/** A day, or a minute or a second of it, as ISO 8601 (with a T), LDAP and others write them without separators. */
const BASIC_DATE = /^(\d{4})(\d\d)(\d\d)(?:(T?)(\d\d)(\d\d)(\d\d)?Z?)?$/;
/** `20260301`, `202603010915`, `20260301091500`: digits of a cell or a text that are a date are one. */
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
  // A larger integer has lost digits already when JSON.parse hands it over.
  .refine((n) => (Number.isInteger(n) ? Number.isSafeInteger(n) : Math.abs(n) >= SMALLEST_NUMBER));

export const customValue = {
  schema: z.union([cleanText.pipe(z.string().max(MAX_CUSTOM_TEXT)), storableNumber, z.boolean()]),
  expected: `text of at most ${MAX_CUSTOM_TEXT} characters, a number, true or false`,
};

/** The parts of a cell between its commas, those that are blank left out. */
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
