import type { FileLayout } from '../contracts/file-layout.ts';
import type { Issue } from '../contracts/issue.ts';
import { csvDialectOf } from '../core/records/dialect.ts';
import type { Malformation } from '../core/records/record.ts';
import { recordEnding } from '../core/records/record-ending.ts';
import { guardCell } from '../core/round-trip/guard-cell.ts';
import { guardFormulas } from '../core/round-trip/guard-formulas.ts';
import {
  type ReservedMembers,
  unreadObject,
  withReservedMembers,
} from '../core/round-trip/reserved-members.ts';
import { TEXT_MARK } from '../core/round-trip/reserved-names.ts';
import { readSenderCells, senderCells } from '../core/round-trip/sender-columns.ts';
import { ISSUE_LIMITS } from '../core/wording/bound-issues.ts';
import { shorten, visible } from '../core/wording/show-value.ts';
import { readRows } from '../reading/csv/csv-rows.ts';
import { csvText } from '../reading/csv/csv-text.ts';

/** A record that failed, with the reasons. */
export interface FailedRecord {
  readonly recordNumber: number;
  /** Its number in the file that was sent first, if it comes from a file of failed records. */
  readonly originalRecord?: number | undefined;
  /** The bytes as they were sent, without the line break. */
  readonly raw: Buffer;
  /** Why it could not be read. */
  readonly malformed?: Malformation | undefined;
  readonly issues: readonly Issue[];
}

/**
 * Records as the file of failed records contains them, each with its ending: a number and the reasons in front, then the
 * record. In CSV the cells are written again, so that each record is one row for any reader, and guarded, so that a
 * spreadsheet leaves them alone. A record that could not be read is its text: the first cell of a row, or a key.
 */
export function writeFailedRecords(layout: FileLayout, failed: readonly FailedRecord[]): Buffer[] {
  const texts = layout.format === 'csv' ? csvRows(layout, failed) : failed.map(jsonText);
  const ending = recordEnding(layout.format);
  return texts.map((text) => Buffer.concat([Buffer.from(text), ending]));
}

type CsvLayout = Extract<FileLayout, { readonly format: 'csv' }>;

function csvRows(layout: CsvLayout, failed: readonly FailedRecord[]): string[] {
  const readable = failed.filter(({ malformed }) => malformed === undefined);
  const slices = readable.map(({ recordNumber, raw }) => ({
    recordNumber,
    raw,
    line: 1,
    start: 0,
    end: raw.length,
  }));
  const cells = new Map<number, readonly string[]>();
  for (const row of readRows(slices, csvDialectOf(layout)))
    if (row.malformed === undefined) cells.set(row.recordNumber, readSenderCells(layout, row.cells));
  return failed.map((record) => {
    const own = cells.get(record.recordNumber) ?? [`${TEXT_MARK}${textOf(record.raw)}`];
    const { record: number, errors } = membersOf(record);
    const row = [number, guardFormulas(errors), ...senderCells(layout, own).map(guardCell)];
    return csvText([row], layout.delimiter).slice(0, -1);
  });
}

function jsonText(record: FailedRecord): string {
  return record.malformed === undefined
    ? withReservedMembers(record.raw.toString('utf8'), membersOf(record))
    : unreadObject(textOf(record.raw), membersOf(record));
}

function membersOf({ recordNumber, originalRecord, issues }: FailedRecord): ReservedMembers {
  const errors = issues.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  const record = originalRecord ?? recordNumber;
  return { record, errors: shorten(visible(errors.join('; ')), ISSUE_LIMITS.message) };
}

/**
 * Bytes that are not UTF-8 are read as Windows-1252, in which nearly all such files are. Spreadsheets end a cell at a NUL,
 * so it is written as a visible character.
 */
function textOf(raw: Buffer): string {
  return decode(raw).replaceAll('\0', '\u2400');
}

function decode(raw: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    return new TextDecoder('windows-1252').decode(raw);
  }
}
