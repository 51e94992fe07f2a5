import iso from 'i18n-iso-countries';

/** With more scripts than those in which the library has names of countries. */
const LANGUAGES = [
  ...iso.getSupportedLanguages(),
  ...['as', 'bo', 'ckb', 'dz', 'gu', 'lo', 'mn', 'my', 'or', 'pa', 'ps', 'sd', 'si', 'te', 'ti', 'yi'],
];
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const CODES = {
  region: Object.keys(iso.getAlpha2Codes()),
  language: LETTERS.flatMap((first) => LETTERS.map((second) => first + second)),
  currency: Intl.supportedValuesOf('currency'),
};

type Kind = keyof typeof CODES;

function namesOf(languages: readonly string[], kinds: readonly Kind[]): readonly string[] {
  const names = languages.flatMap((locale) =>
    kinds.flatMap((type) => {
      const display = new Intl.DisplayNames([locale], { type, fallback: 'none' });
      return CODES[type].flatMap((code) => display.of(code) ?? []);
    }),
  );
  return names;
}

/** Names of countries, as people of many languages write them. */
export const NAMES_OF_COUNTRIES = namesOf(iso.getSupportedLanguages(), ['region']);
/** Also those of languages and currencies. */
export const NAMES_OF_LANGUAGES = [...new Set(namesOf(LANGUAGES, ['region', 'language', 'currency']))];
