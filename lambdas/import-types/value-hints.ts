/** What is probably wrong with a value that is no e-mail address or no date, and what to write instead. */
import { showValue } from '../core/wording/show-value.ts';

type Hint = readonly [pattern: RegExp, hint: string];

const ADDRESS_HINTS: readonly Hint[] = [
  [/^[^<]*<[^<>@]*@[^<>]*>/, 'write only the address, without the name and < >'],
  [/^\s*mailto:/i, 'write only the address, without mailto:'],
  [/^[^@]*@[^@;,\s]*[;,\s][^@]*@/, 'write one address'],
  [/@[^@.]+$/, 'the address has no top-level domain, such as .com'],
  [/\.\s*$/, 'remove the dot at the end'],
];

const DATE_HINTS: readonly Hint[] = [
  [/^(?:0{4}\D0{1,2}\D0{1,2}|0{1,2}\D0{1,2}\D0{4}|1900-01-00)/, 'it means no date: leave the value out'],
  [/^[2-9]\d{4}(?:\.\d+)?$/, 'a number of days, as some programs count them: write the date as 2026-03-02'],
  [/^\d{10}$/, 'seconds since 1970: multiply them by 1000'],
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

/** The values were checked to be short. */
function hinted(raw: unknown, hints: readonly Hint[]): string | undefined {
  if (typeof raw !== 'string' && typeof raw !== 'number') return undefined;
  const text = String(raw).trim();
  const [, hint] = hints.find(([pattern]) => pattern.test(text)) ?? [];
  return hint === undefined ? undefined : `${showValue(raw)}; ${hint}`;
}
