import iso from 'i18n-iso-countries';
import { describe, expect, it } from 'vitest';
import { misreadText } from '../../../../lambdas/core/import-type/misread-text.ts';

/** Names of countries in many languages and scripts, in the letter cases in which people write them. */
const NAMES = iso
  .getSupportedLanguages()
  .flatMap((language) => {
    const names = new Intl.DisplayNames([language], { type: 'region' });
    return Object.keys(iso.getAlpha2Codes()).map((code) => names.of(code) ?? '');
  })
  .filter((name) => /[^\0-\x7f]/.test(name));
const AROUND: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => name.toLowerCase(),
  (name) => name.normalize('NFD'),
  (name) => `“${name}”`,
  (name) => `«\u00a0${name}\u00a0»`,
  (name) => `${name.toUpperCase()}’s…`,
  (name) => `${name.toUpperCase()}™`,
];

describe('text that a program read in another encoding', () => {
  it('is not seen in names of people’s own languages', () => {
    expect(new Set(NAMES).size).toBeGreaterThan(5_000);
    const found = NAMES.flatMap((name) => AROUND.map((around) => around(name))).filter(misreadText);
    expect(found).toEqual([]);
  });

  it.each(['windows-1252', 'macintosh'])(
    'is recognised in most Latin names, from %s, with what was meant',
    (encoding) => {
      const latin = NAMES.filter((name) => /^[\p{Script=Latin}\p{M} -]+$/u.test(name));
      const decoder = new TextDecoder(encoding);
      const recognised = latin.filter((name) => {
        const read = misreadText(decoder.decode(Buffer.from(name)));
        if (read !== undefined) expect(read).toEqual({ encoding, meant: name });
        return read !== undefined;
      });
      expect(recognised.length).toBeGreaterThan(latin.length * 0.9);
    },
  );

  it.each([
    ['JosÃ©', 'José'],
    ['MÃ¼ller', 'Müller'],
    ['KÃ–LN', 'KÖLN'],
    ['Ã–zdemir', 'Özdemir'],
    ['MureÈ™', 'Mureș'],
    ['Oâ€™Neil', 'O’Neil'],
    ['Ð˜Ð²Ð°Ð½', 'Иван'],
    ['РњР°СЂРёСЏ', 'Мария'],
    ['ç”°ä¸\u00ad', '田中'],
    ['M√ºller', 'Müller'],
    ['Åukasz'.replace('Å', 'Å\u0081'), 'Łukasz'],
    ['ðŸ˜€', '😀'],
  ])('%s was %s', (text, meant) => {
    expect(misreadText(text)?.meant).toBe(meant);
  });

  it.each([
    'KOŠICE',
    'Úžas',
    'LÍŠKA',
    'PÅ…',
    'CAFFÈ™',
    'CAFÉ™',
    'ANDRÉ’S',
    '“IRMÃ”',
    'IRÃ’s',
    'SOCIÉTÉ\u00a0»',
    'Рівне',
    '√2 ≈ 1,41',
    '5 ƒ',
    '20 °C',
  ])('is not %s', (text) => {
    expect(misreadText(text)).toBeUndefined();
  });
});
