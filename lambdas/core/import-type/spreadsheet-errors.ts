/**
 * What spreadsheets show instead of a value, in the languages of Excel, LibreOffice and Google Sheets. Most of them are
 * a word between `#` and `!` or `?`: `#REF!`, `#BEZUG!`, `#¿NOMBRE?`, `#DIV/0!`.
 */
const WORD = /^#[¡¿]?[\p{L}\p{M}/_]+(?:\/?0)?[!?]$/u;

/** Those without a mark at the end: "not available", and data that is still being loaded. */
const OTHERS: ReadonlySet<string> = new Set([
  '#N/A',
  '#N/D',
  '#N/B',
  '#N/V',
  '#NV',
  '#I/T',
  '#Н/Д',
  '#YOK',
  '#SAKNAS',
  '#HIÁNYZIK',
  '#NENÍ_K_DISPOZICI',
  '#GETTING_DATA',
]);

/** LibreOffice writes `Err:502`. */
const NUMBERED = /^ERR:\d{3}$/;
/** A column that is too narrow for its numbers. */
const TOO_NARROW = /^#{2,}$/;

export function isSpreadsheetError(text: string): boolean {
  const upper = text.toUpperCase();
  return OTHERS.has(upper) || WORD.test(upper) || NUMBERED.test(upper) || TOO_NARROW.test(text);
}
