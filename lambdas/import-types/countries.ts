import { showValue } from '../core/wording/show-value.ts';
import { ALPHA2_BY_ALPHA3 } from './country-codes.ts';

const CODES = new Set(ALPHA2_BY_ALPHA3.values());

/** Names that are usual besides those of Unicode. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'united states of america': 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  uk: 'GB',
  'u.k.': 'GB',
  'great britain': 'GB',
  'czech republic': 'CZ',
  'south korea': 'KR',
  'the netherlands': 'NL',
  'russian federation': 'RU',
  'viet nam': 'VN',
  'hong kong': 'HK',
  macau: 'MO',
  turkey: 'TR',
  'ivory coast': 'CI',
  'cape verde': 'CV',
  'united arab emirates': 'AE',
};

let names: ReadonlyMap<string, string> | undefined;

/** English names in lower case. A name of two countries is none. */
function namesOfCountries(): ReadonlyMap<string, string> {
  if (names !== undefined) return names;
  const display = new Intl.DisplayNames(['en'], { type: 'region' });
  const found = new Map(Object.entries(OTHER_NAMES));
  const ambiguous = new Set<string>();
  for (const code of CODES) {
    const name = (display.of(code) ?? code).toLowerCase();
    if (found.has(name) && found.get(name) !== code) ambiguous.add(name);
    found.set(name, code);
  }
  for (const name of ambiguous) found.delete(name);
  names = found;
  return names;
}

/** In small letters, these codes are words: "no", and "not available". */
const WORDS: ReadonlySet<string> = new Set(['NO', 'NA']);

/** The alpha-2 code of a country that is written as its alpha-2 or alpha-3 code in any letter case, or by an English name. */
export function countryOf(text: string): string | undefined {
  if (CODES.has(text)) return text;
  const upper = text.toUpperCase();
  if (CODES.has(upper)) return WORDS.has(upper) ? undefined : upper;
  return ALPHA2_BY_ALPHA3.get(upper) ?? namesOfCountries().get(text.toLowerCase());
}

const LANGUAGES = ['de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv'];
let foreignNames: ReadonlyMap<string, string> | undefined;

/** Completes "must be a two-letter country code such as CA (ISO 3166-1), found "; undefined if nothing is known. */
export function countryProblem(raw: unknown): string | undefined {
  if (typeof raw !== 'string') return undefined;
  const [code] = countryMeanings(raw.trim());
  return code && `${showValue(raw)}; write ${code} for ${nameOf(code)}`;
}

/** The code of a country that is named in another language. */
export function countryMeanings(text: string): readonly string[] {
  foreignNames ??= new Map(LANGUAGES.flatMap(namesIn));
  const code = WORDS.has(text.toUpperCase()) ? text.toUpperCase() : foreignNames.get(text.toLowerCase());
  return code === undefined ? [] : [code];
}

function namesIn(language: string): readonly (readonly [string, string])[] {
  const display = new Intl.DisplayNames([language], { type: 'region' });
  return [...CODES].map((code) => [(display.of(code) ?? code).toLowerCase(), code] as const);
}

function nameOf(code: string): string {
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code;
}
