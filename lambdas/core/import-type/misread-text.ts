/** Encodings in which programs read UTF-8 by mistake. */
const ENCODINGS = ['windows-1252', 'macintosh', 'windows-1251'] as const;
type Misreading = (typeof ENCODINGS)[number];

export interface MisreadText {
  /** The encoding in which UTF-8 was read. */
  readonly encoding: Misreading;
  /** The text as it was before. */
  readonly meant: string;
}

const UPPER_HALF = 0x80;
/** ISO 8859-1 has control characters where windows-1252 has letters. */
const CONTROLS = Array.from({ length: 0x20 }, (_, i) => String.fromCharCode(UPPER_HALF + i));
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

/**
 * Recognises text that was UTF-8 and that a program read in another encoding: `JosÃ©`. Undefined for other text: all its
 * characters beyond ASCII must be bytes of UTF-8, and make letters that people write.
 */
export function misreadText(text: string): MisreadText | undefined {
  if (!PAIR.test(text) || PUNCTUATION.test(text)) return undefined;
  for (const encoding of ENCODINGS) {
    const meant = decoded(bytesIn(text, encoding));
    if (meant !== undefined && isPlausible(meant, encoding)) return { encoding, meant };
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

function bytesIn(text: string, encoding: Misreading): Uint8Array | undefined {
  const byCharacter = tableOf(encoding);
  const bytes: number[] = [];
  for (const character of text) {
    const byte = character <= '\u007f' ? character.charCodeAt(0) : byCharacter.get(character);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

const tables = new Map<Misreading, ReadonlyMap<string, number>>();

function tableOf(encoding: Misreading): ReadonlyMap<string, number> {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const shown = [...CONTROLS.entries(), ...shownBytes(encoding, UPPER_HALF, 0x100).entries()];
  const table = new Map(shown.map(([i, character]) => [character, UPPER_HALF + i]));
  tables.set(encoding, table);
  return table;
}

function shownBytes(encoding: Misreading, from: number, to: number): readonly string[] {
  return [...new TextDecoder(encoding).decode(Uint8Array.from({ length: to - from }, (_, i) => from + i))];
}
