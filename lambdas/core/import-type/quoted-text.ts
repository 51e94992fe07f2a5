/** A quote at the beginning, and the quotes that may end what it begins. */
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', "`´'"],
  ['´', '´'],
  ['“', '”“'],
  ['”', '”'],
  ['„', '“”'],
  ['‘', '’‘'],
  ['’', '’'],
  ['‚', '‘’'],
  ['«', '»'],
  ['»', '«'],
  ['‹', '›'],
  ['›', '‹'],
]);

const CLOSING: ReadonlySet<string> = new Set([...QUOTES.values()].flatMap((closing) => [...closing]));

/** Of an apostrophe at one end, nothing is known: `’t Hooft`, `Jess’`. */
const APOSTROPHES = "'`´‘’‚";

/** Whether the text is between quotes. */
export function isQuoted(text: string): boolean {
  return text.length > 1 && QUOTES.get(text.charAt(0))?.includes(text.slice(-1)) === true;
}

/** Whether the text begins with a quote that does not end, or ends with one that did not begin: `“a1`. */
export function isQuotedAtOneEnd(text: string): boolean {
  if (text.length < 2) return false;
  const closing = APOSTROPHES.includes(text.charAt(0)) ? undefined : QUOTES.get(text.charAt(0));
  if (closing !== undefined) return ![...text.slice(1)].some((one) => closing.includes(one));
  const last = text.slice(-1);
  if (APOSTROPHES.includes(last) || !CLOSING.has(last)) return false;
  return ![...text.slice(0, -1)].some((one) => QUOTES.get(one)?.includes(last));
}
