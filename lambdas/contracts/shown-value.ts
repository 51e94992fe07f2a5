/**
 * How a message shows what a person or a program sent. Here, because schemas have messages of their own; other folders
 * import it by core/wording/show-value.ts.
 */

export const MAX_SHOWN = 40;

/**
 * A value as a message to the sender shows it: short, on one line, never the whole of a 2 MiB cell. Only for texts
 * that go back to the sender, never for logs.
 */
export function showValue(value: unknown): string {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return visible(JSON.stringify(shorten(String(value), MAX_SHOWN)));
}

/**
 * Writes invisible characters as escapes (`\u{200B}`): control characters, line breaks, marks of width and direction.
 * Joiners within emoji and Persian words are kept.
 */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => {
    const hex = (character.codePointAt(0) as number).toString(16).toUpperCase();
    return `\\u{${hex.padStart(4, '0')}}`;
  });
}

/** Also letters without a shape (fillers of Korean and Khmer, the blank of Braille), and those of private use. */
const HIDDEN =
  /(?![\u200c\u200d])(?! )[\p{Cc}\p{Cf}\p{Co}\p{Zs}\p{Zl}\p{Zp}\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc]/gu;

/** Text that is cut after so many UTF-16 units. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Half of a surrogate pair cannot be written as UTF-8.
  return `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…`;
}
