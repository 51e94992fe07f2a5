import type { RecordSlice } from './record.ts';
import { judgeParts } from './row-parts.ts';
import { type CellLimits, knownCells, type RowWidths } from './short-row.ts';

/**
 * Judges rows with fewer cells than the header, which can be two things. A spreadsheet leaves empty cells at the end of
 * rows out (Excel in blocks of 16 rows): such rows are read, and the first of consecutive ones gets their number, for
 * one warning. Or a line break that is not quoted has cut a row in two or more, and none of the parts can be trusted: see
 * row-parts.ts. The row before and the row after consecutive short rows are judged with them.
 */
export function* judgeShortRows(
  slices: Iterable<RecordSlice>,
  dialect: RowWidths,
): Generator<RecordSlice, void, undefined> {
  const limits: CellLimits = { delimiter: dialect.delimiter.charCodeAt(0), most: dialect.columns };
  let before: RecordSlice | undefined;
  let run: RecordSlice[] = [];
  let cells: number[] = [];
  for (const slice of slices) {
    const count = knownCells(slice.raw, 0, slice.raw.length, slice.malformed, limits);
    if (count < dialect.columns) {
      run.push(slice);
      cells.push(count);
    } else if (run.length === 0) {
      if (before !== undefined) yield before;
      before = slice;
    } else {
      const judged = judgeParts({ before, run, cells, after: slice }, dialect);
      before = judged.pop();
      yield* judged;
      run = [];
      cells = [];
    }
  }
  if (run.length > 0) yield* judgeParts({ before, run, cells, after: undefined }, dialect);
  else if (before !== undefined) yield before;
}
