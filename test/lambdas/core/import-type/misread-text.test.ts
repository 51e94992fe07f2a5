import { describe, expect, it } from 'vitest';
import { upperHalf } from '../../../../lambdas/core/code-pages/byte-table.ts';
import { misreadText } from '../../../../lambdas/core/import-type/misread-text.ts';
import { NAMES_OF_COUNTRIES, NAMES_OF_LANGUAGES } from '../../../support/names-of-languages.ts';

const beyondAscii = (name: string) => /[^\0-\x7f]/.test(name);
const NAMES = NAMES_OF_LANGUAGES.filter(beyondAscii);
const COUNTRIES = NAMES_OF_COUNTRIES.filter(beyondAscii);
/** In the letter cases in which people write them, with what they write around them. */
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
    expect(new Set(NAMES).size).toBeGreaterThan(20_000);
    const found = NAMES.flatMap((name) => AROUND.map((around) => around(name))).filter(misreadText);
    expect(found).toEqual([]);
  });

  it.each(['windows-1252', 'macintosh'])(
    'is recognised in most Latin names, from %s, with what was meant',
    (encoding) => {
      const latin = COUNTRIES.filter((name) => /^[\p{Script=Latin}\p{M} -]+$/u.test(name));
      const decoder = new TextDecoder(encoding);
      const recognised = latin.filter((name) => {
        const read = misreadText(decoder.decode(Buffer.from(name)));
        if (read !== undefined) expect(read).toEqual({ written: 'UTF-8', encoding, meant: name });
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
    ['B„cker', 'cp850', 'windows-1252', 'Bäcker'],
    ['M\u0081ller', 'cp850', 'windows-1252', 'Müller'],
    ['Fran‡ois', 'cp850', 'windows-1252', 'François'],
    ['Jos‚', 'cp850', 'windows-1252', 'José'],
    ['™zdemir', 'cp850', 'windows-1252', 'Özdemir'],
    ['MŸller', 'macintosh', 'windows-1252', 'Müller'],
    ['Gro§e', 'macintosh', 'windows-1252', 'Große'],
    ['JosŽ', 'macintosh', 'windows-1252', 'José'],
    ['Jšrg', 'macintosh', 'windows-1252', 'Jörg'],
    ['³ódŸ', 'windows-1250', 'windows-1252', 'łódź'],
    ['£ukasz', 'windows-1250', 'windows-1252', 'Łukasz'],
    ['Œwi¹tek', 'windows-1250', 'windows-1252', 'Świątek'],
    ['¯aneta', 'windows-1250', 'windows-1252', 'Żaneta'],
    ['Aðaoðlu', 'windows-1254', 'windows-1252', 'Ağaoğlu'],
    ['Barýþ', 'windows-1254', 'windows-1252', 'Barış'],
    ['Gümüþtekin', 'windows-1254', 'windows-1252', 'Gümüştekin'],
    ['M³ller', 'windows-1252', 'cp850', 'Müller'],
    ['JosÚ', 'windows-1252', 'cp850', 'José'],
    ['Gr÷▀e', 'windows-1252', 'cp850', 'Größe'],
    ['Mⁿller', 'windows-1252', 'cp437', 'Müller'],
    ['BΣcker', 'windows-1252', 'cp437', 'Bäcker'],
    ['J¸rgen', 'windows-1252', 'macintosh', 'Jürgen'],
    ['M‰dchen', 'windows-1252', 'macintosh', 'Mädchen'],
    ['Èâàí Èâàíîâ', 'windows-1251', 'windows-1252', 'Иван Иванов'],
    ['ÁíäñÝáò', 'windows-1253', 'windows-1252', 'Ανδρέας'],
  ])('%s was written in %s and read as %s', (text, written, encoding, meant) => {
    expect(misreadText(text)).toEqual({ written, encoding, meant });
  });

  it.each([
    ['cp850', 'windows-1252', 0.25],
    ['windows-1252', 'cp850', 0.3],
    ['windows-1252', 'macintosh', 0.4],
    ['macintosh', 'windows-1252', 0.4],
    ['windows-1251', 'windows-1252', 0.9],
    ['windows-1253', 'windows-1252', 0.9],
  ] as const)('is recognised in names in %s that were read as %s', (written, read, least) => {
    const [from, to] = [upperHalf(written), upperHalf(read)];
    const names = COUNTRIES.filter((name) =>
      [...name].every((one) => one <= '\u007f' || (from.includes(one) && /\p{L}/u.test(one))),
    );
    const misread = names.map((name) => name.replace(/[^\0-\x7f]/g, (one) => to[from.indexOf(one)] ?? ''));
    const recognised = misread.filter((text) => misreadText(text) !== undefined);
    expect(names.length).toBeGreaterThan(100);
    expect(recognised.length).toBeGreaterThan(names.length * least);
  });

  it.each([
    '„Bäcker“',
    'sagte„ja“ und',
    'O’Neil',
    'l’œuvre',
    'Hotel•Bar',
    'col·lecció',
    'a…b',
    '§ 5',
    'Ÿ',
    'Nestlé™',
    '100 £',
    '5 m³',
    '±5',
    'Jean‑Paul',
    'Ýr Þórðar',
    'Guðlaug Sigurðardóttir',
    'Þorsteinn Þráinsson',
    'Aþena',
    'Šnajder',
    'Kšandová',
    'Tomáš Vlašský',
    '£500',
    '5 £a',
    'm³ x',
    'Müller¹',
    '¿qué?',
    'Dženan Šehić',
    'NAÏVETÉ',
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
