import { shellWord } from './shell-word.ts';

/**
 * Characters that are lost or changed when a command is copied from a message: control characters, line breaks, and what
 * cannot be seen, as messages show it (contracts/shown-value.ts), or is of private use. And a backslash that would begin an escape.
 */
const LOST_IN_COPYING =
  /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffc]|(?! )\p{Zs}|\\(?=u\{)/gu;
const ESCAPE = /\\u\{([0-9a-f]{1,6})\}/gi;
const LAST_CODE_POINT = 0x10ffff;

/**
 * `--map 'First Name=firstName'`, as it can be copied into a shell. Undefined if no mapping can name the column: it must be
 * renamed.
 */
export function mapOption(column: string, field: string): string | undefined {
  const canBeNamed = column.trim() !== '' && column.isWellFormed();
  return canBeNamed ? `--map ${shellWord(`${escaped(column)}=${field}`)}` : undefined;
}

/** Blanks at the ends of a name are lost as well. */
function escaped(text: string): string {
  const inner = text.trim();
  const before = text.slice(0, text.length - text.trimStart().length);
  const after = text.slice(before.length + inner.length);
  const escapes = (characters: string) => [...characters].map(escapeOf).join('');
  return `${escapes(before)}${inner.replace(LOST_IN_COPYING, escapes)}${escapes(after)}`;
}

function escapeOf(character: string): string {
  const hex = (character.codePointAt(0) as number).toString(16).toUpperCase();
  return `\\u{${hex.padStart(4, '0')}}`;
}

/** A name as it is written in an option: `\u{200B}`, as messages show it, is the character. */
export function unescaped(text: string): string {
  return text.replace(ESCAPE, (written, hex) => {
    const code = Number.parseInt(hex, 16);
    return code > LAST_CODE_POINT ? written : String.fromCodePoint(code);
  });
}
