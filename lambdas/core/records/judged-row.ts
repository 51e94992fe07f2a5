import { QUOTE, SPACE } from './bytes.ts';
import type { Malformation, RecordSlice } from './record.ts';
import { cellTexts, isBlankBehindFirst } from './row-evidence.ts';

/** A short row, or a row next to short ones. Its texts are decoded only where they decide something: most files need none. */
export interface JudgedRow {
  readonly slice: RecordSlice;
  readonly isShort: boolean;
  readonly texts: readonly string[];
  /** Cells in addition to the first. */
  readonly delimiters: number;
  verdict: Malformation | undefined;
}

/** `cells`: how many it has; absent: they are counted when they are needed. */
export function judgedRow(slice: RecordSlice, delimiter: string, cells?: number): JudgedRow {
  let texts: readonly string[] | undefined;
  // The cells of a malformed row are those that its text seems to have.
  const known = slice.malformed === undefined ? cells : undefined;
  return {
    slice,
    isShort: cells !== undefined,
    get texts() {
      texts ??= cellTexts(slice.raw, delimiter);
      return texts;
    },
    get delimiters() {
      return (known ?? this.texts.length) - 1;
    },
    verdict: slice.malformed,
  };
}

/** Whether it is a short row that may still be read. */
export function isOpen(row: JudgedRow | undefined): row is JudgedRow {
  return row?.isShort === true && row.verdict === undefined;
}

/** Whether nothing but its first cell is filled. The bytes show of nearly every row that it is not. */
export function lacksOthers(row: JudgedRow, delimiter: number): boolean {
  const { raw } = row.slice;
  if (row.verdict === undefined && raw[0] !== QUOTE && raw[0] !== SPACE) {
    const second = raw.indexOf(delimiter);
    if (second === -1) return true;
    for (let at = second + 1; at < raw.length; at++)
      if (isVisible(raw[at] as number, delimiter)) return false;
  }
  return isBlankBehindFirst(row.texts);
}

/** Of ASCII: other characters may be blanks. */
function isVisible(byte: number, delimiter: number): boolean {
  return byte > SPACE && byte < 0x7f && byte !== delimiter && byte !== QUOTE;
}
