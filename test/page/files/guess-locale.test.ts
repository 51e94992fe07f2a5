import { describe, expect, it } from 'vitest';
import { guessLocale } from '../../../page/files/guess-locale.ts';

describe('guessLocale', () => {
  it.each([
    ['dates with dots', ['31.12.1990', '01.02.2026'], 'de-DE'],
    ['a date with slashes whose second number is no month', ['12/31/1990', '01/02/2026'], 'en-US'],
    ['dates with slashes whose first number is no month', ['31/12/1990', 'oui'], 'fr-FR'],
    ['words of a language', ['wahr', 'falsch'], 'de-DE'],
    ['ISO 8601 and texts', ['1990-12-31', 'Ann', '1', 'true', ''], undefined],
    ['dates that two locales read differently', ['01/02/2026'], undefined],
  ])('%s', (_, cells, locale) => {
    expect(guessLocale(cells.map((cell) => [cell]))).toBe(locale);
  });

  it('prefers a locale of the person among those that read the same', () => {
    expect(guessLocale([['31.12.1990']], ['fi-FI', 'en'])).toBe('fi-FI');
  });

  it('a locale of the person does not decide between two readings of a date', () => {
    expect(guessLocale([['01/02/2026']], ['en-US'])).toBeUndefined();
  });
});
