/**
 * Characters that a reader cannot see, or cannot distinguish from a space, or that each font shows in another way. Control
 * characters are not among them.
 */
const INVISIBLE =
  /[\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Co}\p{Noncharacter_Code_Point}\u2800\ufff9-\ufffc]|(?! )\p{Zs}/u;
const PRIVATE = /\p{Co}/u;
const CONTROL = /\p{Cc}/u;

/** Names of characters that files often contain; the others are shown by their number alone. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0x00, 'NUL'],
  [0x09, 'tab'],
  [0x0a, 'line feed'],
  [0x0d, 'carriage return'],
  [0x1a, 'Ctrl-Z'],
  [0xa0, 'no-break space'],
  [0xad, 'soft hyphen'],
  [0x200b, 'zero width space'],
  [0x200c, 'zero width non-joiner'],
  [0x200d, 'zero width joiner'],
  [0x200e, 'left-to-right mark'],
  [0x200f, 'right-to-left mark'],
  [0x202a, 'left-to-right embedding'],
  [0x202b, 'right-to-left embedding'],
  [0x202c, 'pop directional formatting'],
  [0x202d, 'left-to-right override'],
  [0x202e, 'right-to-left override'],
  [0x202f, 'narrow no-break space'],
  [0x2028, 'line separator'],
  [0x2029, 'paragraph separator'],
  [0x2060, 'word joiner'],
  [0x2066, 'left-to-right isolate'],
  [0x2067, 'right-to-left isolate'],
  [0x2068, 'first strong isolate'],
  [0x2069, 'pop directional isolate'],
  [0x3000, 'ideographic space'],
  [0xfe0f, 'variation selector-16'],
  [0xfeff, 'byte order mark'],
  [0xfffc, 'placeholder of a picture'],
]);

/** Different characters that a message names. */
const MAX_NAMED = 3;

export function hasInvisible(text: string): boolean {
  return INVISIBLE.test(text);
}

export function hasControl(text: string): boolean {
  return CONTROL.test(text);
}

/** `U+200B (zero width space)`: the invisible and control characters of a text, each once, at most three. */
export function nameInvisible(text: string): string {
  const found = new Set([...text].filter((character) => hasInvisible(character) || hasControl(character)));
  const names = [...found].slice(0, MAX_NAMED).map(nameCharacter);
  return `${names.join(', ')}${found.size > MAX_NAMED ? ', …' : ''}`;
}

function nameCharacter(character: string): string {
  const code = character.codePointAt(0) as number;
  const name = NAMES.get(code) ?? (PRIVATE.test(character) ? 'private use' : undefined);
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}${name === undefined ? '' : ` (${name})`}`;
}

/** As `halfCharacter`, and for NUL, where other databases and tools cut a text. */
export function brokenCharacter(text: string): string | undefined {
  if (text.includes('\0')) return 'which contains a NUL character (U+0000); remove it';
  return halfCharacter(text);
}

/** Completes "found <the text>, "; undefined for a text of whole characters. */
export function halfCharacter(text: string): string | undefined {
  return text.isWellFormed()
    ? undefined
    : 'which contains half of a character (a surrogate without its other half), as texts do that were cut in the middle; write the whole character, or remove it';
}
