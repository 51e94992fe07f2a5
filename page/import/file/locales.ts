import type { Language } from '../../texts/language.ts';

/** Those that are offered. The API knows more; each that a tenant has set is shown as well. */
const LOCALES = [
  'de-DE',
  'de-AT',
  'de-CH',
  'en-US',
  'en-GB',
  'fr-FR',
  'es-ES',
  'it-IT',
  'nl-NL',
  'pt-PT',
  'pt-BR',
  'pl-PL',
  'cs-CZ',
  'hu-HU',
  'da-DK',
  'sv-SE',
  'nb-NO',
  'fi-FI',
  'ja-JP',
];

/** Each with its name and a date: `German (Germany) · 31.12.2026`. */
export function localeItems(language: Language, current: string | undefined) {
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const all = current === undefined || LOCALES.includes(current) ? LOCALES : [...LOCALES, current];
  return all
    .map((locale) => ({ value: locale, label: `${names.of(locale) ?? locale} · ${dateIn(locale)}` }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}

function dateIn(locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC' }).format(Date.UTC(2026, 11, 31));
}
