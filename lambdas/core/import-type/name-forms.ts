/** Forms of a name in which names are compared. */

/** Also of the same width, and composed. */
export function withoutCase(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** Also without invisible characters and dashes of every kind. Dots count: they are part of a name. */
export function withoutSeparators(name: string): string {
  return withoutCase(name).replace(/[\s\p{Z}\p{Cf}\p{Cc}\p{Pd}_]/gu, '');
}

export function withoutAccents(text: string): string {
  return text
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[łŁøØđĐı]/g, (letter) => UNACCENTED.get(letter) ?? letter);
}

/** As people write a word: with and without accents and apostrophes. */
export function wordForm(name: string): string {
  return withoutAccents(withoutSeparators(name)).replace(/['’‘`´ʼ]/g, '');
}

/** The forms of a word, of which one has the letters that German writes in place of umlauts: `laendercode`. */
export function wordForms(name: string): readonly string[] {
  const composed = name.normalize('NFC');
  return [
    wordForm(composed),
    wordForm(composed.replace(/[äöüÄÖÜ]/g, (letter) => UMLAUTS.get(letter) ?? letter)),
  ];
}

/** Letters that no Unicode form takes apart. */
const UNACCENTED: ReadonlyMap<string, string> = new Map([
  ['ł', 'l'],
  ['Ł', 'L'],
  ['ø', 'o'],
  ['Ø', 'O'],
  ['đ', 'd'],
  ['Đ', 'D'],
  ['ı', 'i'],
]);

const UMLAUTS: ReadonlyMap<string, string> = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['Ä', 'Ae'],
  ['Ö', 'Oe'],
  ['Ü', 'Ue'],
]);
