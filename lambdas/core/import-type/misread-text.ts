import { bytesOf, misreadCodePage } from './misread-code-page.ts';

/** Encodings in which programs read UTF-8 by mistake. */
const ENCODINGS = ['windows-1252', 'macintosh', 'windows-1251'] as const;
type Misreading = (typeof ENCODINGS)[number];

export interface MisreadText {
  /** The encoding that the text was in. */
  readonly written: string;
  /** The encoding in which it was read. */
  readonly encoding: string;
  /** The text as it was before. */
  readonly meant: string;
}

/**
 * The first bytes of characters, as windows-1252, macintosh and windows-1251 show them, with a character behind that may
 * be the next byte. Almost no text of people has such a pair, so that the rest is not a matter of speed.
 */
const PAIR = /[ÂÃÄÅÈÉÌÎÏÐÑ×ØÙà-ïð√¬ƒ≈][^\0-\x7f]|[РС][^\0-\x7fА-я]/;

/** Latin letters with their marks, punctuation, signs and emoji: one of them is enough. Not the letters of phonetics. */
const LATIN =
  /^(?:[\u00a0-\u017f\u0218-\u021b\u0259\u1e00-\u1eff\u2010-\u2044\u20ac\u2122\u{10000}-\u{10ffff}]|[\u0300-\u033f])$/u;
/** Letters of other scripts, of which a word has several. */
const OTHER_SCRIPTS =
  /^[\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\p{Script=Hangul}\p{M}\u3000-\u303f]$/u;
const CYRILLIC = /^\p{Script=Cyrillic}$/u;
/**
 * Capital letters of several languages before punctuation: `PÅ…`, `CAFFÈ™`, `IRÃ’s`. Before a further capital letter,
 * and behind a small one, it is no punctuation: `KÃ–LN`, `MureÈ™`.
 */
const PUNCTUATION =
  /(?:(?<=\p{Lu})[ÂÃÄÅÈÉÌ](?:[’–](?!\p{Lu})|[\u00a0«»‘“”‚„‹›…—™](?!\p{L}))|(?<!\p{L})[ÂÃÄÅÈÉÌ][\u00a0«»‘’“”‚„‹›…–—™](?!\p{L}))/u;

const BEYOND_ASCII = /[^\0-\x7f]/;

/** Recognises text that a program read in another encoding than its own: `JosÃ©`, `B„cker`. */
export function misreadText(text: string): MisreadText | undefined {
  if (!BEYOND_ASCII.test(text)) return undefined;
  const utf8 = misreadUtf8(text);
  if (utf8 !== undefined) return utf8;
  const other = misreadCodePage(text);
  return other && { written: other.written, encoding: other.read, meant: other.meant };
}

/** All characters beyond ASCII must be bytes of UTF-8, and make letters that people write. */
function misreadUtf8(text: string): MisreadText | undefined {
  if (!PAIR.test(text) || PUNCTUATION.test(text)) return undefined;
  for (const encoding of ENCODINGS) {
    const meant = decoded(bytesIn(text, encoding));
    if (meant !== undefined && isPlausible(meant, encoding)) return { written: 'UTF-8', encoding, meant };
  }
  return undefined;
}

function isPlausible(meant: string, encoding: Misreading): boolean {
  const beyond = [...meant].filter((character) => character > '\u007f');
  // In Cyrillic text, two letters may be a pair by chance.
  if (encoding === 'windows-1251') return beyond.length > 2 && beyond.every((one) => CYRILLIC.test(one));
  const others = beyond.filter((character) => !LATIN.test(character));
  return others.every((one) => OTHER_SCRIPTS.test(one)) && (others.length !== 1 || beyond.length > 1);
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decoded(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes && UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

const UPPER_HALF = 0x80;

function bytesIn(text: string, encoding: Misreading): Uint8Array | undefined {
  const byCharacter = bytesOf(encoding);
  const bytes: number[] = [];
  for (const character of text) {
    const index = byCharacter.get(character);
    if (index !== undefined) bytes.push(UPPER_HALF + index);
    else if (character <= '\u007f') bytes.push(character.charCodeAt(0));
    else return undefined;
  }
  return Uint8Array.from(bytes);
}
