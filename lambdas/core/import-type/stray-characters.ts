import { nameInvisible } from './invisible-characters.ts';

/**
 * Characters that cannot be seen in a text that identifies no user. Many of them belong to the text: joiners to Persian
 * words and to emoji, marks of direction to Hebrew, spaces without width to Khmer.
 */
const STRAY =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffc\u{e0000}-\u{e007f}]|[^\t\n\r -\u{10ffff}]/gu;
/** One of them, or half of one: quicker than the exact search, which few texts need. */
const MAY_HAVE_STRAY =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffc\udb40]|[^\t\n\r -\uffff]/;

const BREAKS_OF_LINES = /[\n\r]/;
/** Longer texts are not names: hyphens that are shown only at the end of a line, and blanks at their ends, may be meant. */
const LONGEST_NAME = 200;

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
/** Of languages that write no spaces between words. */
const WITHOUT_SPACES =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Tai_Tham}\p{Script=New_Tai_Lue}\p{Script=Javanese}\p{Script=Balinese}]/u;
/** Letters and signs that joiners may join. */
const JOINED = /(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\p{L}\p{Extended_Pictographic}]/u;
const FLAG = /\u{1f3f4}/u;
const BRAILLE = /[\u2801-\u28ff]/;
const MONGOLIAN = /\p{Script=Mongolian}/u;

/** The characters that cannot be seen and do not belong to the text, by name; undefined if there are none. */
export function strayCharacters(text: string): string | undefined {
  const found = MAY_HAVE_STRAY.test(text) ? text.match(STRAY) : null;
  if (found === null) return undefined;
  const stray = [...new Set(found)].filter((character) => isStray(character, text));
  return stray.length === 0 ? undefined : nameInvisible(stray.join(''));
}

function isStray(character: string, text: string): boolean {
  const code = character.codePointAt(0) as number;
  if (code === 0xad) return !isProse(text);
  if (code === 0x180e) return !MONGOLIAN.test(text);
  if (code === 0x200b) return !WITHOUT_SPACES.test(text);
  if (code === 0x200c || code === 0x200d) return !JOINED.test(text);
  if (code === 0x2800) return !BRAILLE.test(text);
  if (code >= 0xe0000) return !FLAG.test(text);
  const isDirection =
    code === 0x061c || code === 0x200e || code === 0x200f || (code >= 0x202a && code <= 0x202e);
  if (isDirection || (code >= 0x2066 && code <= 0x2069)) return !RIGHT_TO_LEFT.test(text);
  return true;
}

function isProse(text: string): boolean {
  return text.length > LONGEST_NAME || BREAKS_OF_LINES.test(text.trim());
}

/** The blanks before and behind a text, by name; undefined if there are none, and for texts of several lines. */
export function blanksAround(text: string): string | undefined {
  const inner = text.trim();
  if (inner.length === text.length || isProse(text)) return undefined;
  const start = text.indexOf(inner);
  const around = text.slice(0, start) + text.slice(start + inner.length);
  return around.replaceAll(' ', '') === '' ? 'spaces' : nameInvisible(around);
}
