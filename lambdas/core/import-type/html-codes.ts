/** Codes of characters in HTML, as far as they occur in names and short texts: `&ouml;`, `&#246;`, `&#xf6;`. */
const CODE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}\d{0,2}));/gi;
/** Text with these is HTML, in which codes are right. */
const TAG = /<\/?[a-z][^<>]*>/i;

/** Behind a letter: `&ouml;` is o and a diaeresis. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ['acute', '\u0301'],
  ['grave', '\u0300'],
  ['circ', '\u0302'],
  ['tilde', '\u0303'],
  ['uml', '\u0308'],
  ['ring', '\u030a'],
  ['cedil', '\u0327'],
  ['caron', '\u030c'],
  ['ogon', '\u0328'],
  ['dblac', '\u030b'],
  ['breve', '\u0306'],
  ['macr', '\u0304'],
  ['dot', '\u0307'],
]);
const MARKED = /^([a-z])(acute|grave|circ|tilde|uml|ring|cedil|caron|ogon|dblac|breve|macr|dot)$/i;

const NAMED: ReadonlyMap<string, string> = new Map(
  `
  amp & lt < gt > quot " apos ' lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ laquo « raquo » ndash – mdash — hellip …
  bull • middot · deg ° sect § para ¶ copy © reg ® trade ™ euro € pound £ yen ¥ cent ¢ times × frac12 ½ sup2 ² ordf ª
  ordm º iexcl ¡ iquest ¿ szlig ß aelig æ AElig Æ oelig œ OElig Œ oslash ø Oslash Ø eth ð ETH Ð thorn þ THORN Þ lstrok ł
  Lstrok Ł dstrok đ Dstrok Đ inodot ı imath ı aring å Aring Å commat @ sol / num # plus + colon : comma , period . lpar (
  rpar ) lowbar _ lsqb [ rsqb ] excl ! quest ? percnt % equals = semi ; dollar $ ast * bsol \\ vert | grave \` hyphen ‐
  `
    .trim()
    .split(/\s+/)
    .reduce<[string, string][]>(
      (pairs, word, i, words) => {
        if (i % 2 === 1) pairs.push([words[i - 1] as string, word]);
        return pairs;
      },
      [
        ['nbsp', '\u00a0'],
        ['shy', '\u00ad'],
        ['zwj', '\u200d'],
        ['zwnj', '\u200c'],
      ],
    ),
);

/** The text with the characters in place of their codes; undefined if it has no code, or is HTML. */
export function withoutHtmlCodes(text: string): string | undefined {
  if (!text.includes('&')) return undefined;
  const plain = text.replace(CODE, (code, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return characterOf(name) ?? code;
    const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : code;
  });
  return plain === text || TAG.test(text) ? undefined : plain;
}

function characterOf(name: string): string | undefined {
  const [, letter = '', mark = ''] = MARKED.exec(name) ?? [];
  if (letter === '') return NAMED.get(name) ?? NAMED.get(name.toLowerCase());
  const character = (letter + MARKS.get(mark.toLowerCase())).normalize('NFC');
  return character.length === 1 ? character : undefined;
}
