import { QUOTE, SPACE } from './bytes.ts';
import type { Malformation, RecordSlice } from './record.ts';
import { cellTexts, isBlankBehindFirst } from './row-evidence.ts';
import { countCells } from './short-row.ts';

/**
 * A short row, or a row next to short ones. A class, because files of short rows have millions of them. The texts are
 * decoded only where they decide something: most rows need none.
 */
export class JudgedRow {
  readonly slice: RecordSlice;
  readonly isShort: boolean;
  /** Cells in addition to the first. */
  readonly delimiters: number;
  verdict: Malformation | undefined;
  readonly #delimiter: string;
  #texts: readonly string[] | undefined;
  #lacksOthers: boolean | undefined;

  /** `cells`: how many a short row has. */
  constructor(slice: RecordSlice, delimiter: string, cells?: number) {
    this.slice = slice;
    this.isShort = cells !== undefined;
    this.verdict = slice.malformed;
    this.#delimiter = delimiter;
    // The cells of a malformed row are those that its text seems to have.
    this.delimiters =
      (slice.malformed === undefined ? (cells ?? cellsOf(slice.raw, delimiter)) : this.texts.length) - 1;
  }

  /** Of its cells, without quotes around them and blanks at their ends. */
  get texts(): readonly string[] {
    this.#texts ??= cellTexts(this.slice.raw, this.#delimiter);
    return this.#texts;
  }

  /** Whether nothing but its first cell is filled. The bytes show of nearly every row that it is not. */
  get lacksOthers(): boolean {
    this.#lacksOthers ??= !hasFilled(this.slice.raw, this.#delimiter) && isBlankBehindFirst(this.texts);
    return this.#lacksOthers;
  }
}

/** Whether it is a short row that may still be read. */
export function isOpen(row: JudgedRow | undefined): row is JudgedRow {
  return row?.isShort === true && row.verdict === undefined;
}

function cellsOf(raw: Buffer, delimiter: string): number {
  const limits = { delimiter: delimiter.charCodeAt(0), most: Number.POSITIVE_INFINITY };
  return countCells(raw, 0, raw.length, limits);
}

/** Whether the bytes are certain to have a filled cell behind the first one, which is not quoted. */
function hasFilled(raw: Buffer, delimiter: string): boolean {
  const separator = delimiter.charCodeAt(0);
  const end = raw.length;
  let at = 0;
  while (at < end && raw[at] !== separator && raw[at] !== QUOTE) at++;
  if (raw[at] === QUOTE) return false;
  for (at++; at < end; at++) {
    const byte = raw[at] as number;
    // Of ASCII: other characters may be blanks.
    if (byte > SPACE && byte < 0x7f && byte !== separator && byte !== QUOTE) return true;
  }
  return false;
}
