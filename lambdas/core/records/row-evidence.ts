import { QUOTE, SPACE } from './bytes.ts';

/** What the bytes of a row show about whether it is a row or a part of one. */

const ADDRESS = /^[^\s@]+@[^\s@]+$/;
/** What tools write below the rows: `(2 rows affected)`, `3 rows selected.`, `1 row in set (0.00 sec)`. */
const ROW_COUNT = /^\(?\d+ rows?\b[\w\s.()]{0,40}$/i;
/** Letters, digits, blanks, others. */
const KINDS = [/\p{L}/u, /\d/, /\s/, /[^\p{L}\d\s]/u];

/** The texts of the cells, without quotes around them and blanks at their ends. */
export function cellTexts(raw: Buffer, delimiter: string): readonly string[] {
  const row = raw.toString();
  if (!row.includes('"')) return row.split(delimiter).map((cell) => cell.trim());
  const texts: string[] = [];
  let text = '';
  let quotes = 0;
  for (const piece of row.split(delimiter)) {
    text = text === '' && quotes === 0 ? piece : `${text}${delimiter}${piece}`;
    quotes += piece.split('"').length - 1;
    if (/^ *"/.test(text) && quotes % 2 === 1) continue;
    texts.push(
      text
        .trim()
        .replace(/^"(.*)"$/s, '$1')
        .trim(),
    );
    text = '';
    quotes = 0;
  }
  // A quote that is not closed.
  return text === '' ? texts : [...texts, text.trim()];
}

export function endsQuoted(raw: Uint8Array): boolean {
  let at = raw.length - 1;
  while (raw[at] === SPACE) at--;
  return raw[at] === QUOTE;
}

export function beginsQuoted(raw: Uint8Array): boolean {
  let at = 0;
  while (raw[at] === SPACE) at++;
  return raw[at] === QUOTE;
}

/** Whether it is no record: nothing but its first cell may be filled. */
export function isBlankBehindFirst([, ...others]: readonly string[]): boolean {
  return others.every((text) => text === '');
}

export function isRowCount([first = '']: readonly string[]): boolean {
  return ROW_COUNT.test(first);
}

export function beginsWithAddress([first = '']: readonly string[]): boolean {
  return ADDRESS.test(first);
}

/** Whether a row is the beginning of one, because it begins as the row before it: with the same text, or with an e-mail address. */
export function beginsAs(one: readonly string[], other: readonly string[]): boolean {
  return (one[0] !== '' && one[0] === other[0]) || (beginsWithAddress(one) && beginsWithAddress(other));
}

/** Whether rows have the same text in a column. */
export function agreeInColumn([first = [], ...others]: readonly (readonly string[])[]): boolean {
  return first.some((text, i) => text !== '' && others.every((row) => row[i] === text));
}

/** Whether first cells look alike: the same text, or the same kinds of characters, and not letters alone. */
export function beginsLike(one: readonly string[], other: readonly string[]): boolean {
  return beginsAs(one, other) || isOfOneKind(one[0] ?? '', other[0] ?? '');
}

/** Whether a row has a cell that is the same as that of another row in its column, or looks like it. */
export function resembles(one: readonly string[], other: readonly string[]): boolean {
  return one.some((text, i) => text !== '' && (text === other[i] || isOfOneKind(text, other[i] ?? '')));
}

/** Whether the first cells of rows are the same. */
export function beginAlike([first = [], ...others]: readonly (readonly string[])[]): boolean {
  return first[0] !== '' && others.every((row) => row[0] === first[0]);
}

/**
 * Whether a cell of a row has other kinds of characters than those of other rows in its column, which have the same ones,
 * and more than letters. A first cell that is blank in this row only is such a cell.
 */
export function isOfOtherKind(row: readonly string[], others: readonly (readonly string[])[]): boolean {
  if (row[0] === '') return others.every((other) => other[0] !== '');
  const [first = [], ...more] = others;
  return row.some((text, i) => {
    const typical = first[i] ?? '';
    const isTypical =
      isMoreThanLetters(typical) && more.every((other) => isOfOneKind(other[i] ?? '', typical));
    return text !== '' && isTypical && !isOfOneKind(text, typical);
  });
}

const QUOTED = /"[^"]*"/g;

/** Whether a cell but the first begins with a blank, as behind a delimiter in a text that is not quoted. */
export function isPadded(raw: Buffer, delimiter: string): boolean {
  return raw.toString().replace(QUOTED, '').includes(`${delimiter} `);
}

function isOfOneKind(one: string, other: string): boolean {
  return isMoreThanLetters(one) && kindsOf(one) === kindsOf(other);
}

function isMoreThanLetters(text: string): boolean {
  const kinds = kindsOf(text);
  return kinds[1] === '1' || kinds[3] === '1';
}

function kindsOf(text: string): string {
  return KINDS.map((kind) => (kind.test(text) ? 1 : 0)).join('');
}
