import { type SingleByteEncoding, upperHalf } from '../code-pages/byte-table.ts';

/** Text in one code page that a program read in another one. */
interface Mistake {
  readonly written: SingleByteEncoding;
  readonly read: SingleByteEncoding;
  /** Only this mistake makes such text: signs within words. The whole text is examined then. */
  readonly sign: RegExp;
  /** The letters beyond ASCII that the text must have had. */
  readonly letters: RegExp;
}

const LATIN = /^\p{Script=Latin}$/u;
/** Four such letters in a row are in no word of a language that windows-1252 is for. */
const FOUR = /[À-ÿ]{4}/;

/** In the order in which they are tried. `Bäcker` in cp850, read as windows-1252, is `B„cker`. */
const MISTAKES: readonly Mistake[] = [
  {
    written: 'cp850',
    read: 'windows-1252',
    sign: /\p{L}[„”‚‡†›¢£¤¡\u0080-\u009f]\p{L}|\p{Ll}‚(?:-|$)|(?<![\p{L}\p{N}])[™\u0080-\u009f]\p{L}/u,
    letters: LATIN,
  },
  {
    written: 'macintosh',
    read: 'windows-1252',
    sign: /\p{L}[ŸŠŽ§][\p{Ll}§]|(?<!³ó)\p{Ll}[ŸŠŽ](?!\p{Lu})|(?<!\p{L})(?:[BDFGJKMPRTbdfgjkmprt]|[Bb]j)š(?:[rln][bcdfgkmnpst]|tt|ss)/u,
    letters: LATIN,
  },
  {
    // Polish: no number is next to these, and no footnote.
    written: 'windows-1250',
    read: 'windows-1252',
    sign: /³ó\p{Ll}|\p{L}¹\p{Ll}|\p{L}¿\p{Ll}|(?<![\p{L}\p{N}])(?:£[auoó]|¯[aeyó])\p{Ll}{2}/u,
    letters: LATIN,
  },
  {
    // Turkish: in Icelandic, þ is before vowels, j, r and v.
    written: 'windows-1254',
    read: 'windows-1252',
    sign: /[þÞ][bcdfgklmnpstz]|\p{Ll}þ(?!\p{L})|oðlu(?!\p{L})/u,
    letters: LATIN,
  },
  {
    written: 'windows-1252',
    read: 'cp850',
    sign: /\p{L}[³÷▀¾¶±][\p{Ll}÷▀]|\p{Ll}[ÚÞÝÓÛ](?!\p{Lu})/u,
    letters: LATIN,
  },
  { written: 'windows-1252', read: 'cp437', sign: /[a-z][ⁿΣΘΦ÷▀±][a-z]/i, letters: LATIN },
  {
    written: 'windows-1252',
    read: 'macintosh',
    sign: /\p{L}[¸ˆ‰]\p{Ll}|\p{Ll}[ÈËÁÒÌÍ](?!\p{Lu})/u,
    letters: LATIN,
  },
  { written: 'windows-1251', read: 'windows-1252', sign: FOUR, letters: /^\p{Script=Cyrillic}$/u },
  { written: 'windows-1253', read: 'windows-1252', sign: FOUR, letters: /^\p{Script=Greek}$/u },
];

/** A sign of one of the mistakes: most texts beyond ASCII have none. */
const ANY_SIGN = /[\u0080-\u009f„”‚‡†›¢£¤¡™ŸŠŽš§³÷▀¾¶±ⁿΣΘΦ¸ˆ‰¹¿¯þÞð]|[À-ÿ]{4}|[a-zà-ÿ][ÚÞÝÓÛÈËÁÒÌÍ]/;
/** What begins a quotation, and what ends it. */
const QUOTES = [
  ['„', /[“”]/],
  ['‚', /[‘’]/],
  ['”', /”/],
] as const;
/** A capital letter that the mistake would have made, behind a small one. */
const CASE_CHANGE = /\p{Ll}(?![A-Z])\p{Lu}/u;

export interface MisreadCodePage {
  readonly written: SingleByteEncoding;
  readonly read: SingleByteEncoding;
  readonly meant: string;
}

/** Recognises text in a code page of one byte that a program read in another one; undefined for other text. */
export function misreadCodePage(text: string): MisreadCodePage | undefined {
  if (!ANY_SIGN.test(text) || hasQuotation(text)) return undefined;
  for (const { written, read, sign, letters } of MISTAKES) {
    const meant = sign.test(text) ? readAgain(text, read, written) : undefined;
    if (meant === undefined || CASE_CHANGE.test(meant)) continue;
    if ([...meant].every((character) => character <= '\u007f' || letters.test(character)))
      return { written, read, meant };
  }
  return undefined;
}

function hasQuotation(text: string): boolean {
  return QUOTES.some(([first, last]) => {
    const at = text.indexOf(first);
    return at !== -1 && last.test(text.slice(at + 1));
  });
}

function readAgain(text: string, read: SingleByteEncoding, written: SingleByteEncoding): string | undefined {
  const [from, to] = [bytesOf(read), upperHalf(written)];
  let meant = '';
  for (const character of text) {
    const index = from.get(character);
    if (index !== undefined) meant += to[index];
    else if (character <= '\u007f') meant += character;
    else return undefined;
  }
  return meant;
}

const UPPER_HALF = 0x80;
const bytes = new Map<SingleByteEncoding, ReadonlyMap<string, number>>();

/**
 * For each character the index of its byte in the upper half. ISO 8859-1 has control characters where windows-1252 has
 * letters.
 */
export function bytesOf(encoding: SingleByteEncoding): ReadonlyMap<string, number> {
  const known = bytes.get(encoding);
  if (known !== undefined) return known;
  const controls = Array.from({ length: 0x20 }, (_, i) => [String.fromCharCode(UPPER_HALF + i), i] as const);
  const shown = upperHalf(encoding).map((character, i) => [character, i] as const);
  const table = new Map([...controls, ...shown]);
  bytes.set(encoding, table);
  return table;
}
