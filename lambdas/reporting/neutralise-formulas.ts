/** What begins a formula, also in the full-width forms of East Asian keyboards, and what spreadsheets drop before one. */
const STARTS_FORMULA = new Set('=+-@\uff1d\uff0b\uff0d\uff20\t\r');
/** What ends a cell for a spreadsheet that opens the file with another delimiter than ours. */
const ENDS_CELL = new Set(',;\t|\n\r');
/** What a spreadsheet may leave out at the beginning of a cell: quotes, spaces, control characters, invisible characters. */
const LEFT_OUT = /^["\s\p{Cc}\p{Cf}]$/u;
const SUSPICIOUS = /[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/;
const HAS_SEVERAL_STARTS = /[,;\t|\n\r]/;
const FIRST_CHARACTER = /^["\s\p{Cc}\p{Cf}]*(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/u;

/**
 * The text of a cell with an apostrophe before each character that could begin a formula: at its start, and after each
 * `,` `;` TAB `|` or line break inside it, because a spreadsheet that opens the file with that delimiter begins a cell
 * there, even between quotes. Quotes, spaces and invisible characters in between do not count. Linear.
 */
export function neutraliseFormulas(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  // Nearly all cells: nothing to do, or one place at the start.
  if (!HAS_SEVERAL_STARTS.test(text)) return text.replace(FIRST_CHARACTER, "$&'");
  let neutral = '';
  let atStart = true;
  for (const character of text) {
    if (atStart && STARTS_FORMULA.has(character)) neutral += "'";
    neutral += character;
    atStart = ENDS_CELL.has(character) || (atStart && LEFT_OUT.test(character));
  }
  return neutral;
}
