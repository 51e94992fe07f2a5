/** What begins a formula, also in the full-width forms of East Asian keyboards, and what spreadsheets drop before one. */
const STARTS_FORMULA = new Set('=+-@\uff1d\uff0b\uff0d\uff20\t\r');
/** What ends a cell for a spreadsheet that opens the file with another delimiter than ours. */
const ENDS_CELL = new Set(',;\t|\n\r');
/** What a spreadsheet may leave out at the beginning of a cell: quotes, spaces, control characters, invisible characters. */
const LEFT_OUT = /^["\s\p{Cc}\p{Cf}]$/u;
const SUSPICIOUS = /[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/;
const HAS_SEVERAL_STARTS = /[,;\t|\n\r]/;
const FIRST_CHARACTER = /^["\s\p{Cc}\p{Cf}]*(?='*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;

/**
 * The text of a cell with an apostrophe before each character that could begin a formula: at its start, and after each
 * `,` `;` TAB `|` or line break inside it, because a spreadsheet that opens the file with that delimiter begins a cell
 * there, even between quotes. Quotes, spaces and invisible characters in between do not count. Apostrophes that are there
 * already get one more, so that different texts stay different. Linear.
 */
export function guardFormulas(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  // Nearly all cells: nothing to do, or one place at the start.
  if (!HAS_SEVERAL_STARTS.test(text)) return text.replace(FIRST_CHARACTER, "$&'");
  return atEachFormula(text, (apostrophes) => `${apostrophes}'`);
}

/** Removes the apostrophes of `guardFormulas`: one from each place before a formula. */
export function unguardFormulas(text: string): string {
  if (!text.includes("'")) return text;
  return atEachFormula(text, (apostrophes) => apostrophes.slice(1));
}

/** Replaces the apostrophes, of which there may be none, before each character that could begin a formula. */
function atEachFormula(text: string, replace: (apostrophes: string) => string): string {
  let replaced = '';
  let atStart = true;
  let apostrophes = '';
  for (const character of text) {
    if (atStart && character === "'") {
      apostrophes += character;
      continue;
    }
    const begins = atStart && STARTS_FORMULA.has(character);
    replaced += (begins ? replace(apostrophes) : apostrophes) + character;
    // Behind an apostrophe, no other character is left out.
    const isLeftOut: boolean = atStart && apostrophes === '' && LEFT_OUT.test(character);
    atStart = ENDS_CELL.has(character) || isLeftOut;
    apostrophes = '';
  }
  return replaced + apostrophes;
}
