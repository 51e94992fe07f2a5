import { isOpen, type JudgedRow } from './judged-row.ts';
import * as evidence from './row-evidence.ts';
import type { RowWidths } from './short-row.ts';

/** A cell that several line breaks cut leaves few rows; consecutive short rows of a spreadsheet are more. */
const MAX_RESTS = 3;
/** How many rows behind a short row are looked through for a longer one. */
const MAX_LOOKAHEAD = 8;

/**
 * Marks short rows that look like the rest of a cell in the row before them, and not like the rows around them, and that
 * row as well. The row before lacks no cell if it was cut in its last one, so its cells alone do not show it:
 *
 *     acme,s1,Sam,Tan,see
 *     foo, bar
 *     acme,s2,Ben,Kim,none
 */
export function markUnlikeRows(rows: readonly JudgedRow[], widths: RowWidths): void {
  const areFew = rows.filter(isOpen).length <= MAX_RESTS;
  /** The last row that looks like one. */
  let good: JudgedRow | undefined;
  let isNextToGood = false;
  for (const [i, row] of rows.entries()) {
    // A row of one cell is judged with its neighbours, and may be a part of the same cell.
    if (isOpen(row) && row.lacksOthers) continue;
    if (
      good !== undefined &&
      mayBeRest(row, good) &&
      isUnlike(row, rowsAround(rows, i, good), widths, areFew)
    ) {
      const { named = widths.columns } = widths;
      row.verdict = { reason: 'unlike_row', expected: named, found: row.delimiters + 1 };
      if (isNextToGood && !evidence.endsQuoted(good.slice.raw)) good.verdict = { reason: 'next_to_part' };
    } else if (row.verdict !== undefined) isNextToGood = false;
    else {
      good = row;
      isNextToGood = true;
    }
  }
}

function mayBeRest(row: JudgedRow, good: JudgedRow): boolean {
  const isShorter = isOpen(row) && row.delimiters > 0 && row.delimiters < good.delimiters;
  return isShorter && !evidence.beginsQuoted(row.slice.raw);
}

/** The last row that looks like one, and the next that has more cells. */
function rowsAround(rows: readonly JudgedRow[], i: number, good: JudgedRow): readonly JudgedRow[] {
  const { delimiters } = rows[i] as JudgedRow;
  const longer = rows.slice(i + 1, i + 1 + MAX_LOOKAHEAD).find((other) => other.delimiters > delimiters);
  return longer === undefined ? [good] : [good, longer];
}

/**
 * Whether no cell of the row resembles those of the rows around it, and the row begins differently, lacks its key, has cells
 * of other kinds, or a blank behind a delimiter where they have none.
 */
function isUnlike(
  row: JudgedRow,
  around: readonly JudgedRow[],
  { delimiter, keyCells = 0 }: RowWidths,
  areFew: boolean,
): boolean {
  const texts = around.map((one) => one.texts);
  if (texts.some((one) => evidence.resembles(row.texts, one))) return false;
  const isPadded = ({ slice: { raw } }: JudgedRow) => evidence.isPadded(raw, delimiter);
  if (isPadded(row) && !around.some(isPadded)) return true;
  if (row.delimiters + 1 < keyCells) return true;
  return (
    evidence.isOfOtherKind(row.texts, texts) || (areFew && around.length > 1 && evidence.beginAlike(texts))
  );
}
