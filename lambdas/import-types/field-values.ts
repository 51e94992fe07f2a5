/**
 * The kinds of value of a field. Each schema reads a CSV cell (text) and a JSON value, so that a rule is the same in all
 * formats. Text is stored as it was sent. Typed values and identifiers are trimmed.
 */
import * as z from 'zod';
import { asciiDomain } from '../core/user/mailbox.ts';
import { nearestName } from '../core/wording/nearest-name.ts';
import { countryMeanings, countryOf, countryProblem } from './countries.ts';
import { booleanCell, instantCell, wholeNumberCell } from './locale/read-cell.ts';
import { userLocaleMeanings, userLocaleOf, userLocaleProblem } from './user-locales.ts';
import {
  addressMeanings,
  addressProblem,
  booleanMeanings,
  booleanProblem,
  dateMeanings,
  dateProblem,
  millisecondsMeanings,
  millisecondsProblem,
  urlMeanings,
  urlProblem,
} from './value-hints.ts';

/**
 * Longest values, in characters (UTF-16 units). The largest are bounded by what is read in linear time and fits a user of
 * 336 KB; the others by what their kind can mean.
 */
const MAX_TEXT = 65_536;
/** A cell with names or codes between commas. */
export const MAX_LIST = 262_144;
const MAX_LIST_ITEMS = 2_000;
/** Words, numbers, dates: far longer than any of them. */
export const MAX_SHORT = 64;
/** Together with the tenant at most 2,048 bytes, which read-record.ts checks. */
const MAX_IDENTIFIER = 2048;
/** RFC 5321, 4.5.3.1.3: a path of 256 characters with its angle brackets. */
const MAX_EMAIL = 254;
const MAX_URL = 2048;
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
  maxLength: MAX_IDENTIFIER,
  schema: trimmed,
  expected: 'text',
  identity: 'text',
} as const;

export const text = {
  maxLength: MAX_TEXT,
  schema: cleanText,
  expected: 'text',
};

/** Text of at most `maxLength` characters (UTF-16 units). */
export function textUpTo(maxLength: number) {
  return { maxLength, schema: cleanText, expected: `text of at most ${maxLength} characters` };
}

/** One of a few words, in any letter case; stored as it is written here. */
export function oneOf(...words: readonly [string, ...string[]]) {
  const canonical = new Map(words.map((word) => [word.toLowerCase(), word]));
  return {
    maxLength: MAX_SHORT,
    schema: trimmed.transform((s) => canonical.get(s.toLowerCase())).pipe(z.string()),
    expected: `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`,
    meanings: (text: string) => {
      const near = nearestName(words, text);
      return near === undefined ? [] : [near];
    },
  };
}

const codeText = cleanText.pipe(z.string().min(1).max(MAX_CODE));
export const code = {
  maxLength: MAX_CODE,
  schema: codeText,
  expected: `text of at most ${MAX_CODE} characters`,
  identity: 'text',
} as const;

export const emailAddress = {
  maxLength: MAX_EMAIL,
  schema: cleanText.transform((s) => s.trim().normalize('NFC')).refine(isAddress),
  expected: 'an e-mail address',
  problemOf: addressProblem,
  meanings: addressMeanings,
};

/** An address that identifies its user. */
export const identifyingAddress = { ...emailAddress, identity: 'text' } as const;

/**
 * An address by the pattern of HTML, in which letters and digits may be of any script (RFC 6531), before and after the @.
 */
function isAddress(address: string): boolean {
  if (/^\p{ASCII}*$/u.test(address)) return isAsciiAddress(address);
  const at = address.lastIndexOf('@');
  if (at === -1) return false;
  const domain = asciiDomain(address.slice(at + 1));
  const local = address.slice(0, at).replace(/(?!\p{ASCII})[\p{L}\p{M}\p{N}]/gu, 'x');
  return domain !== undefined && isAsciiAddress(`${local}@${domain}`);
}

/** As HTML has it, but with a dot in the domain: the HTML pattern allows `ann@localhost`. The labels are checked one by one. */
const ASCII_ADDRESS = /^[\w.!#$%&'*+/=?^`{|}~-]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i;
const LONGEST_LABEL = 63;

function isAsciiAddress(address: string): boolean {
  const domain = ASCII_ADDRESS.exec(address)?.[1];
  return domain?.split('.').every(isLabel) ?? false;
}

function isLabel(label: string): boolean {
  return label.length <= LONGEST_LABEL && !label.startsWith('-') && !label.endsWith('-');
}

export const boolean = {
  maxLength: MAX_SHORT,
  // Spreadsheets write TRUE and FALSE.
  schema: z.union([z.boolean(), trimmed.pipe(z.stringbool({ truthy: ['true'], falsy: ['false'] }))]),
  readCell: booleanCell,
  expected: 'true or false',
  problemOf: booleanProblem,
  meanings: booleanMeanings,
};

export const locale = {
  maxLength: MAX_SHORT,
  schema: trimmed.transform(userLocaleOf).pipe(z.string()),
  expected: 'a locale such as en_US or en',
  problemOf: userLocaleProblem,
  meanings: userLocaleMeanings,
};

export const countryCode = {
  maxLength: MAX_SHORT,
  schema: trimmed.transform(countryOf).pipe(z.string()),
  expected: 'a two-letter country code such as CA (ISO 3166-1)',
  problemOf: countryProblem,
  meanings: countryMeanings,
};

export const absoluteUrl = {
  maxLength: MAX_URL,
  schema: trimmed.pipe(
    z
      .string()
      .refine((s) => URL.canParse(s) && /^[a-z][a-z0-9+.-]*:\/\/[^\s]+$/i.test(s))
      // People click on share links, so schemes that run scripts are refused. Schemes of apps are allowed.
      .refine((s) => !/^(javascript|vbscript|data|file|blob):/i.test(s)),
  ),
  expected: 'an absolute URL',
  problemOf: urlProblem,
  meanings: urlMeanings,
};

export const webUrl = {
  maxLength: MAX_URL,
  schema: absoluteUrl.schema.pipe(z.string().regex(/^https?:\/\//i)),
  expected: 'an absolute http or https URL',
  problemOf: urlProblem,
  meanings: urlMeanings,
};

const wholeMilliseconds = z.number().int().min(NEAREST_TIME).lt(FURTHEST_TIME);
/** Twelve digits that look like a minute after 1990 are such a minute or a mistake, not milliseconds of 1976. */
const digits = trimmed.pipe(z.string().regex(/^(?!(?:199\d|20\d\d)\d{8}$)\d{12,13}$/)).transform(Number);

export const milliseconds = {
  maxLength: MAX_SHORT,
  schema: z.union([wholeMilliseconds, digits.pipe(wholeMilliseconds)]),
  readCell: wholeNumberCell,
  expected: 'milliseconds since 1970 (12 or 13 digits)',
  problemOf: millisecondsProblem,
  meanings: millisecondsMeanings,
};

/** A date and time with an offset. Each part ends where the next one begins, so there is nothing to backtrack over. */
const WITH_OFFSET = /^(\d{4}-\d\d-\d\dT[\d:.]*[+-]\d\d)(?::?(\d\d))?$/;

/** `+01` and `+0100`, as databases write them, become `+01:00`. */
export function offsetInFull(dateTime: string): string {
  return dateTime.replace(WITH_OFFSET, (_, start, minutes) => `${start}:${minutes ?? '00'}`);
}

/** Completes ISO 8601 without seconds or with an offset of +01 or +0100, and the space that databases write instead of T. */
const inFull = (s: string) =>
  offsetInFull(
    s
      .replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:)/, '$1T')
      .replace(/ UTC$/, 'Z')
      .replace(/ (?=[+-]\d\d)/, '')
      .replace(/(T\d\d:\d\d)(?=[Z+-]|$)/, '$1:00'),
  );

const isoDateTime = trimmed
  .transform(inFull)
  .pipe(z.union([z.iso.datetime({ offset: true, local: true }), z.iso.date()]))
  // A time without an offset is UTC, so that a file means the same on every machine.
  .transform((s) => Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(s) || !s.includes('T') ? s : `${s}Z`))
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
  maxLength: MAX_SHORT,
  schema: z.union([milliseconds.schema, basicDate, isoDateTime]),
  readCell: instantCell,
  expected: 'an ISO 8601 date such as 2026-03-02, or milliseconds since 1970 (12 or 13 digits)',
  problemOf: dateProblem,
  meanings: dateMeanings,
};

export const storableNumber = z
  .number()
  // JSON.parse has already lost digits of an integer that is not safe.
  .refine((n) => (Number.isInteger(n) ? Number.isSafeInteger(n) : Math.abs(n) >= SMALLEST_NUMBER));

export const customValue = {
  maxLength: MAX_CUSTOM_TEXT,
  schema: z.union([cleanText.pipe(z.string().max(MAX_CUSTOM_TEXT)), storableNumber, z.boolean()]),
  expected: `text of at most ${MAX_CUSTOM_TEXT} characters, a number, true or false`,
};

/** The trimmed, non-empty parts of a cell between its commas, at most MAX_LIST_ITEMS. */
export const commaSeparated = cleanText
  .transform((s) =>
    s
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .refine((parts) => parts.length <= MAX_LIST_ITEMS);

export const codeList = {
  maxLength: MAX_LIST,
  maxItems: MAX_LIST_ITEMS,
  schema: z.union([z.array(codeText), commaSeparated.pipe(z.array(codeText))]),
  expected: `at most ${MAX_LIST_ITEMS} codes of at most ${MAX_CODE} characters, as a list or separated by commas`,
  identity: 'list',
} as const;
