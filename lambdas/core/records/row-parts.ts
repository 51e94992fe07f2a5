import { QUOTE } from './bytes.ts';
import { isOpen, JudgedRow as Row } from './judged-row.ts';
import type { Malformation, RecordSlice } from './record.ts';
import * as evidence from './row-evidence.ts';
import type { RowWidths } from './short-row.ts';
import { markUnlikeRows } from './unlike-rows.ts';

/** Consecutive short rows, and the rows around them. */
interface Run {
  readonly before: RecordSlice | undefined;
  readonly run: readonly RecordSlice[];
  /** How many cells each of them has. */
  readonly cells: readonly number[];
  readonly after: RecordSlice | undefined;
}

/**
 * Judges short rows, and the rows around them, where line breaks that are not quoted may have cut a row in parts:
 * - A row of one cell is no record. It may be the end of the row before it, or the beginning of the row after it: they
 *   fail, too, unless all of them begin with e-mail addresses.
 * - Short rows that have the cells of one row together are its parts.
 * - So are short rows that have fewer together, if only the first of them begins like the rows around them.
 * - So is a short row that looks like none of the rows around it (unlike-rows.ts).
 *
 * A row is not joined with the row before it if it begins as that row does, or if the cells that would be one are quoted.
 * Returns the rows in order.
 */
export function judgeParts({ before, run, cells, after }: Run, widths: RowWidths): RecordSlice[] {
  const { delimiter } = widths;
  const rows = [
    ...(before ? [new Row(before, delimiter)] : []),
    ...run.map((slice, i) => new Row(slice, delimiter, cells[i])),
    ...(after ? [new Row(after, delimiter)] : []),
  ];
  markRestsOfCells(rows);
  markUnlikeRows(rows, widths);
  markParts(rows, widths);
  markAroundSingles(rows, widths);
  if (isOnePart(rows, widths)) for (const row of rows.filter(isOpen)) row.verdict = broken(row, widths);
  return withShortRows(rows, widths);
}

/** Short rows behind one that opens a quote, up to the one that closes it, are the rest of a cell with a line break. */
function markRestsOfCells(rows: readonly Row[]): void {
  for (const [i, { slice }] of rows.entries()) {
    if (slice.malformed?.reason !== 'unclosed_quote') continue;
    let end = i + 1;
    while (isOpen(rows[end]) && !hasOddQuotes(rows[end] as Row)) end++;
    if (!isOpen(rows[end])) continue;
    for (const row of rows.slice(i + 1, end + 1)) row.verdict = { reason: 'rest_of_cell' };
  }
}

function hasOddQuotes({ slice: { raw } }: Row): boolean {
  return raw.filter((byte) => byte === QUOTE).length % 2 === 1;
}

/** Marks rows that have, together with rows next to them, the cells of one row: a row cut in two has one cell more. */
function markParts(rows: readonly Row[], widths: RowWidths): void {
  const { columns, maxColumns = columns } = widths;
  const open = rows.map(isOpen);
  const fits = (one: Row, other: Row) => one.delimiters + other.delimiters < maxColumns;
  const before = rows[0]?.isShort ? undefined : rows[0];
  let head = rows[0] as Row;
  let start = 0;
  let marked = 0;
  let delimiters = 0;
  for (const [end, row] of rows.entries()) {
    const previous = rows[end - 1];
    if (
      !open[end] ||
      !open[end - 1] ||
      previous === undefined ||
      !fits(previous, row) ||
      beginsRow(row, previous, head, before)
    ) {
      head = row;
      start = end;
      delimiters = 0;
    }
    if (!open[end]) continue;
    delimiters += row.delimiters;
    while (delimiters > maxColumns - 1) delimiters -= (rows[start++] as Row).delimiters;
    if (delimiters < columns - 1 || start === end) continue;
    for (const part of rows.slice(Math.max(start, marked), end + 1)) part.verdict = broken(part, widths);
    marked = end + 1;
  }
}

/**
 * Whether a row is not the rest of the one before it. `head`: the last row that was seen to begin one. The texts of parts
 * may be equal by chance, so those of the row before all short rows must be equal, too, except in the first column.
 */
function beginsRow(row: Row, previous: Row, head: Row, before: Row | undefined): boolean {
  return (
    evidence.endsQuoted(previous.slice.raw) ||
    evidence.beginsQuoted(row.slice.raw) ||
    evidence.beginsAs(row.texts, head.texts) ||
    (before !== undefined && evidence.beginsAs(row.texts, before.texts)) ||
    (before !== undefined && evidence.agreeInColumn([previous.texts, row.texts, before.texts]))
  );
}

function broken({ delimiters }: Row, { columns }: RowWidths): Malformation {
  return { reason: 'broken_row', expected: columns, found: delimiters + 1 };
}

/** Marks the rows before and after rows of one cell. */
function markAroundSingles(rows: readonly Row[], widths: RowWidths): void {
  const single = rows.map(isSingle);
  for (let i = 0; i < rows.length; i++) {
    if (!single[i]) continue;
    let end = i + 1;
    while (single[end]) end++;
    const singles = rows.slice(i, end);
    const [before, after] = [rows[i - 1], rows[end]];
    i = end;
    for (const row of singles) row.verdict ??= tooFew(row, widths);
    if (allBeginWithAddress([before, ...singles, after])) continue;
    if (mayEnd(before, singles)) before.verdict = { reason: 'next_to_part' };
    if (mayBegin(after, singles, before)) after.verdict = { reason: 'next_to_part' };
  }
}

/** Whether it is no record by itself, and perhaps a part of one. */
function isSingle(row: Row): boolean {
  if (!row.isShort || row.verdict?.reason === 'rest_of_cell' || !row.lacksOthers) return false;
  return row.texts[0] !== '' && !evidence.isRowCount(row.texts);
}

/** Such rows of one cell lack all other cells. */
function allBeginWithAddress(rows: readonly (Row | undefined)[]): boolean {
  return rows.every((row) => row === undefined || evidence.beginsWithAddress(row.texts));
}

/** Whether the row may continue in rows of one cell, with its own blank cells behind. */
function mayEnd(row: Row | undefined, singles: readonly Row[]): row is Row {
  const [first] = singles as [Row];
  return (
    row !== undefined &&
    row.verdict === undefined &&
    row.texts[0] !== first.texts[0] &&
    !evidence.endsQuoted(row.slice.raw)
  );
}

/** Whether the row may begin in rows of one cell. */
function mayBegin(row: Row | undefined, singles: readonly Row[], before: Row | undefined): row is Row {
  const last = singles.at(-1) as Row;
  return (
    row !== undefined &&
    row.verdict === undefined &&
    last.delimiters === 0 &&
    last.slice.malformed?.reason !== 'unclosed_quote' &&
    !(before && evidence.beginsAs(before.texts, row.texts)) &&
    !evidence.beginsQuoted(row.slice.raw)
  );
}

function tooFew({ delimiters }: Row, { columns, named = columns }: RowWidths): Malformation {
  return { reason: 'too_few_columns', expected: named, found: delimiters + 1 };
}

/** Whether the short rows are the parts of one row that lacks its last cells: only the first begins like the rows around. */
function isOnePart(rows: readonly Row[], { columns, maxColumns = columns }: RowWidths): boolean {
  const parts = rows.filter(({ isShort }) => isShort);
  const around = rows.filter(({ isShort, slice }) => !isShort && slice.malformed === undefined);
  const [first, ...others] = parts as [Row, ...Row[]];
  return (
    others.length > 0 &&
    parts.every(isOpen) &&
    rows.at(-1) === around.at(-1) &&
    parts.reduce((sum, { delimiters }) => sum + delimiters, 0) < maxColumns &&
    around.every(({ texts }) => evidence.beginsLike(first.texts, texts)) &&
    !others.some(({ texts }) => evidence.beginsLike(first.texts, texts))
  );
}

/** The rows that are read, the first of consecutive ones that are equally short with their number. */
function withShortRows(rows: readonly Row[], widths: RowWidths): RecordSlice[] {
  for (const row of rows) if (isOpen(row) && row.lacksOthers) row.verdict = tooFew(row, widths);
  return rows.map((row, i) => {
    const { slice, delimiters, verdict } = row;
    if (verdict !== undefined) return { ...slice, malformed: verdict };
    const isLike = (other: Row | undefined) => isOpen(other) && other.delimiters === delimiters;
    if (!isOpen(row) || isLike(rows[i - 1])) return slice;
    let end = i + 1;
    while (isLike(rows[end])) end++;
    return { ...slice, shortRows: end - i };
  });
}
