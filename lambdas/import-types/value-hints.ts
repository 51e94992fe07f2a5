/** What is probably wrong with a value that is no e-mail address or no date, and what to write instead. */
import { showValue } from '../core/wording/show-value.ts';
import { readDate } from './locale/dates.ts';
import { foreignBoolean, readBoolean } from './locale/words.ts';

type Hint = readonly [pattern: RegExp, hint: string];

const ADDRESS_HINTS: readonly Hint[] = [
  [/^[^<]*<[^<>@]*@[^<>]*>/, 'write only the address, without the name and < >'],
  [/^\s*mailto:/i, 'write only the address, without mailto:'],
  [/^[^@]*@[^@;,\s]*[;,\s][^@]*@/, 'write one address'],
  [/@[^@.]+$/, 'the address has no top-level domain, such as .com'],
  [/\.\s*$/, 'remove the dot at the end'],
];

const SECONDS: Hint = [/^\d{10}$/, 'seconds since 1970: multiply them by 1000'];

const DATE_HINTS: readonly Hint[] = [
  [/^(?:0{4}\D0{1,2}\D0{1,2}|0{1,2}\D0{1,2}\D0{4}|1900-01-00)/, 'it means no date: leave the value out'],
  [/^[2-9]\d{4}(?:\.\d+)?$/, 'a number of days, as some programs count them: write the date as 2026-03-02'],
  SECONDS,
  [
    /^(?:\d{1,2}[-./ ]{1,2}\p{L}{3}|\p{L}{3,12}\.?[- ]\d)/u,
    'the month must be a number: write the date as 2026-03-02',
  ],
  [/^\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)/, 'write the year with four digits'],
  [/^\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d)/, 'write year, month and day: 2026-03-02'],
  [
    /^\d{4}-\d{1,2}-\d{1,2}(?!\d)/,
    'there is no such day or time, or its form is another: write 2026-03-02 or 2026-03-02T10:30:00Z',
  ],
];

const URL_HINTS: readonly Hint[] = [
  [/^(?:\/\/)?(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]|$)/i, 'write https:// in front'],
];

/** Completes "must be an e-mail address, found "; undefined if nothing is known. */
export function addressProblem(raw: unknown): string | undefined {
  return hinted(raw, ADDRESS_HINTS);
}

/** Completes "must be an ISO 8601 date …, found ". */
export function dateProblem(raw: unknown): string | undefined {
  return hinted(raw, DATE_HINTS);
}

/** Completes "must be an absolute http or https URL, found ". */
export function urlProblem(raw: unknown): string | undefined {
  return hinted(raw, URL_HINTS);
}

const YES = /^(?:t|y|on|x|ok|enabled|active|checked|✓|✔|☑|✅)$/i;
const NO = /^(?:f|n|off|disabled|inactive|unchecked|✗|✘|☐|❌)$/i;

/** Completes "must be true or false, found ". In JSON, numbers and words of other languages are no booleans either. */
export function booleanProblem(raw: unknown): string | undefined {
  if (typeof raw !== 'string' && typeof raw !== 'number') return undefined;
  const [value] = booleanMeanings(String(raw).trim());
  return value && `${showValue(raw)}; write ${value} if that is meant`;
}

export function booleanMeanings(text: string): readonly string[] {
  const value =
    readBoolean(text, undefined) ??
    foreignBoolean(text)?.value ??
    (YES.test(text) ? true : NO.test(text) ? false : undefined);
  return value === undefined ? [] : [String(value)];
}

const ISO_DATE = /^\d{4}-\d\d-\d\d(?:$|[T ])/;

/** Completes "must be milliseconds since 1970 …, found ". */
export function millisecondsProblem(raw: unknown): string | undefined {
  const [milliseconds] = millisecondsMeanings(String(raw).trim());
  return milliseconds === undefined
    ? hinted(raw, [SECONDS])
    : `${showValue(raw)}, a date; write its milliseconds, ${milliseconds}`;
}

/** The milliseconds of a date in ISO 8601. */
export function millisecondsMeanings(text: string): readonly string[] {
  const milliseconds = ISO_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds) ? [] : [String(milliseconds)];
}

/** The dates that a date of numbers may mean in any locale. */
export function dateMeanings(text: string): readonly string[] {
  const date = readDate(text, undefined);
  return 'readings' in date ? date.readings : [];
}

const IN_ANGLES = /<([^<>]*)>/;

/** The address without what people and programs write around it. */
export function addressMeanings(text: string): readonly string[] {
  const [, within = text] = IN_ANGLES.exec(text) ?? [];
  const address = within
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/\s?[([{]at[)\]}]\s?/i, '@')
    .replace(/[.;,]$/, '');
  return address === text ? [] : [address];
}

export function urlMeanings(text: string): readonly string[] {
  return [`https://${text.replace(/^\/\//, '')}`];
}

/** The values were checked to be short. */
function hinted(raw: unknown, hints: readonly Hint[]): string | undefined {
  if (typeof raw !== 'string' && typeof raw !== 'number') return undefined;
  const text = String(raw).trim();
  const [, hint] = hints.find(([pattern]) => pattern.test(text)) ?? [];
  return hint === undefined ? undefined : `${showValue(raw)}; ${hint}`;
}
