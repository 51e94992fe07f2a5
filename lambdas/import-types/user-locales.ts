import { showValue } from '../core/wording/show-value.ts';
import { countryOf } from './countries.ts';

/** Stored as it is sent, apart from its separator: the names of some languages are not known here. */
const CANONICAL = /^[a-z]{2,3}(?:[_-][A-Z]{2})?$/;
const IN_ANY_CASE = /^([a-z]{2,3})(?:[_-]([a-z]{2}))?$/i;

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/**
 * `en-US`, as browsers and spreadsheets write it, `EN_us` and `eng_US` are the locale `en_US`. Undefined for other text, and for a code
 * in capital letters that may be a country: `DE`.
 */
export function userLocaleOf(text: string): string | undefined {
  if (CANONICAL.test(text)) return isCountryOnly(text) ? undefined : withShortCode(text.replace('-', '_'));
  const [, language = '', country] = IN_ANY_CASE.exec(text) ?? [];
  const lower = language.toLowerCase();
  if (languageNames.of(lower || 'und') === undefined) return undefined;
  const short = withShortCode(lower);
  if (country === undefined) return countryOf(text.toUpperCase()) === undefined ? short : undefined;
  return countryOf(country.toUpperCase()) === undefined ? undefined : `${short}_${country.toUpperCase()}`;
}

/** `eng` and `eng_US` have the code of two letters, as BCP 47 wants it: `en`, `en_US`. `fil` has no other. */
function withShortCode(locale: string): string {
  if (/^[a-z]{2}(?:_|$)/.test(locale)) return locale;
  const [language = '', country] = locale.split('_');
  const [canonical = language] = Intl.getCanonicalLocales(language);
  const short = canonical.length === 2 ? canonical : language;
  return country === undefined ? short : `${short}_${country}`;
}

/** `us` and `usa` are codes of a country and of no language. */
function isCountryOnly(text: string): boolean {
  return text.length <= 3 && languageNames.of(text) === undefined && countryOf(text) !== undefined;
}

/** Completes "must be a locale such as …, found "; undefined if nothing is known. */
export function userLocaleProblem(raw: unknown): string | undefined {
  if (typeof raw !== 'string') return undefined;
  const [locale, language] = userLocaleMeanings(raw.trim());
  if (locale === undefined) return undefined;
  return language === undefined
    ? `${showValue(raw)}, the name of a language; write ${locale}`
    : `${showValue(raw)}, a country; write the language, such as ${language} or ${locale}`;
}

/** The locale and the language of a country, or the language of its name. */
export function userLocaleMeanings(text: string): readonly string[] {
  const country = countryOf(text) ?? countryOf(text.toUpperCase());
  if (country !== undefined) {
    const { language } = new Intl.Locale(`und-${country}`).maximize();
    return [`${language}_${country}`, language];
  }
  const language = languageByName(text.toLowerCase());
  return language === undefined ? [] : [language];
}

let languages: ReadonlyMap<string, string> | undefined;

/** The code of two letters of a language by its English name or its own name, in lower case. */
function languageByName(name: string): string | undefined {
  languages ??= new Map(
    twoLetterCodes().flatMap((code) => namesOf(code).map((each) => [each, code] as const)),
  );
  return languages.get(name);
}

function twoLetterCodes(): readonly string[] {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  return letters
    .flatMap((first) => letters.map((second) => `${first}${second}`))
    .filter((code) => languageNames.of(code) !== undefined && Intl.getCanonicalLocales(code)[0] === code);
}

function namesOf(code: string): readonly string[] {
  const own = new Intl.DisplayNames([code], { type: 'language' }).of(code);
  return [languageNames.of(code), own].flatMap((name) => name?.toLowerCase() ?? []);
}
