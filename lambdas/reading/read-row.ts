import type { FileLayout } from '../contracts/file-layout.ts';
import type { ImportOptions } from '../contracts/import-options.ts';
import type { Issue } from '../contracts/issue.ts';
import { createHeaderTest } from '../core/import-type/header-again.ts';
import type { ImportType } from '../core/import-type/import-type.ts';
import { type ReadRecord, readRecord } from '../core/import-type/read-record.ts';
import { fieldsOfJson, fieldsOfRow, unnamedCell } from '../core/import-type/record-fields.ts';
import { createSumTest } from '../core/import-type/row-words.ts';
import { escapedCell, isBrokenByEscapes } from '../core/records/backslash-escapes.ts';
import type { NumberTexts } from '../core/records/json-text/number-texts.ts';
import { malformedIssue } from '../core/records/malformed-record.ts';
import type { Malformation } from '../core/records/record.ts';
import { unguardCell } from '../core/round-trip/guard-cell.ts';
import { originalDoubt } from '../core/round-trip/original-doubt.ts';
import { originalOfText, originalRecord } from '../core/round-trip/original-record.ts';
import { isMarkedText, RESERVED } from '../core/round-trip/reserved-names.ts';
import { isOurs } from '../core/round-trip/sender-columns.ts';
import { error, warning } from '../core/wording/issue.ts';
import { sent, wording } from '../core/wording/wording.ts';

type Row = { readonly raw: Buffer; readonly malformed?: Malformation } & (
  | { readonly cells?: readonly string[] }
  | { readonly value?: object; readonly numbers?: NumberTexts }
);

/** What the reading of a record depends on. */
export interface RowSource {
  readonly layout: FileLayout;
  readonly type: ImportType;
  readonly tenant: string;
  readonly options: ImportOptions;
}

interface Reading {
  readonly read: ReadRecord;
  /** The number that a file of failed records gives: that of the record in the file that was sent first. */
  readonly originalRecord?: number | undefined;
}

/** Returns a function that validates one row or JSON value of the chunk. It also reads the columns and keys of Rollcall's own. */
export function createReadRow(source: RowSource): (row: Row) => Reading {
  const { layout, type, tenant, options } = source;
  const readCells = layout.format === 'csv' ? createReadCells(source, layout) : undefined;
  return (row) => {
    if (row.malformed !== undefined) {
      const escapes = layout.format === 'csv' && isBrokenByEscapes(row.malformed, row.raw, layout.delimiter);
      const read = failed(malformedIssue(row.malformed, type.headerless, escapes));
      return { read, originalRecord: originalOfText(row.raw, layout) };
    }
    if (readCells !== undefined && 'cells' in row && row.cells !== undefined) return readCells(row.cells);
    const { value = {}, numbers } = 'value' in row ? row : {};
    const original = originalOf(value);
    if (Object.hasOwn(value, RESERVED.text)) return { read: failed(JSON_TEXT), originalRecord: original };
    const read = readRecord(type, tenant, fieldsOfJson(type, value, numbers), options);
    return { read: withWarnings(read, doubtsOf(value)), originalRecord: original };
  };
}

function originalOf(value: object): number | undefined {
  return Object.hasOwn(value, RESERVED.record)
    ? originalRecord((value as Record<string, unknown>)[RESERVED.record])
    : undefined;
}

function doubtsOf(value: object): readonly Issue[] {
  if (!Object.hasOwn(value, RESERVED.record)) return [];
  return [originalDoubt((value as Record<string, unknown>)[RESERVED.record]) ?? []].flat();
}

export function withWarnings(read: ReadRecord, warnings: readonly Issue[]): ReadRecord {
  if (warnings.length === 0) return read;
  return read.ok
    ? { ...read, warnings: [...warnings, ...(read.warnings ?? [])] }
    : { ...read, issues: [...read.issues, ...warnings] };
}

function createReadCells(
  { type, tenant, options }: RowSource,
  layout: FileLayout & { readonly format: 'csv' },
): (cells: readonly string[]) => Reading {
  const { columns } = layout;
  const isHeader = createHeaderTest(type, columns);
  const isSum = createSumTest(columns);
  const read = (cells: readonly string[]): ReadRecord => {
    const unnamed = unnamedCell(columns, cells);
    if (unnamed !== undefined) return failed(unnamedIssue(unnamed));
    if (isHeader(cells)) return failed(HEADER_AGAIN);
    if (isSum(cells)) return failed(SUM_ROW);
    const own = readRecord(type, tenant, fieldsOfRow(columns, cells), options);
    const escaped = escapedCell(cells);
    return escaped === undefined ? own : withWarnings(own, [escapedIssue(escaped)]);
  };
  // Without Rollcall's columns, the text of a row that could not be read is still in the first cell.
  if (!isOurs(layout))
    return (cells) => ({ read: isMarkedText(cells[0] ?? '') ? failed(CSV_TEXT) : read(cells) });
  const at = columns.indexOf(RESERVED.record);
  return (cells) => {
    const own = cells.some(isMarkedText) ? failed(CSV_TEXT) : read(cells.map(unguardCell));
    const doubt = at === -1 ? undefined : originalDoubt(cells[at]);
    return { read: withWarnings(own, doubt ? [doubt] : []), originalRecord: originalRecord(cells[at]) };
  };
}

/** Such rows occur where several files were concatenated. */
const HEADER_AGAIN = error('BAD_REQUEST', 'the row repeats the header; delete it');

/** Spreadsheets and reports write them below a table. */
const SUM_ROW = error(
  'BAD_REQUEST',
  'the row seems to be a line of totals: its first cell is a word for a sum, and the others are numbers or blank; delete it, or if it is a record, fill another of its cells',
);

const CSV_TEXT = error(
  'BAD_REQUEST',
  `the row could not be read in the first file, and a cell still contains its whole text; put each value into its own column, and delete \`${RESERVED.text}\` and the text after it`,
);
const JSON_TEXT = error(
  'BAD_REQUEST',
  `the record could not be read in the first file; write its fields as keys of this object, and delete the key \`${RESERVED.text}\``,
);

function failed(issue: Issue): ReadRecord {
  return { ok: false, issues: [issue], unknownFields: [] };
}

function unnamedIssue(index: number): Issue {
  const message = wording`${sent(`cell ${index + 1}`, 'a cell')} is not empty, but the header has no name for its column; name the column, or empty the cell`;
  return error('BAD_REQUEST', message);
}

function escapedIssue(index: number): Issue {
  const message = wording`${sent(`cell ${index + 1}`, 'a cell')} ends with a backslash, which some programs (MySQL, Hive) write before a delimiter that belongs to the cell: if so, the cells behind it were read into the wrong columns. Export the file as CSV with quoted cells; if the backslash belongs to the value, ignore this warning`;
  return warning('BAD_REQUEST', message);
}
