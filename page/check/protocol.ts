/**
 * What the page and its check worker send each other. The page asks with a `CheckRequest`, each with an id of its own, and
 * the worker answers with one `CheckReply` of this id. `CheckEvent`s come at any time.
 */

import type { Delimiter } from '../../lambdas/contracts/delimiter.ts';
import type { Conversion, FileEncoding } from '../../lambdas/contracts/file-encoding.ts';
import type { FileLayout } from '../../lambdas/contracts/file-layout.ts';
import type { ImportOptions } from '../../lambdas/contracts/import-options.ts';
import type { IssueCode, Severity } from '../../lambdas/contracts/issue.ts';
import type { SettingsSnapshot } from '../../lambdas/contracts/tenant-settings.ts';
import type { Suggestion } from '../../lambdas/core/inspection/mapping/suggest-mapping.ts';
import type { ChosenSheet, FirstRows, WorkbookView } from '../files/workbook-view.ts';

/** What the person chose, and what the tenant's settings say. */
export interface FileChoices {
  readonly tenant: string;
  /** The name of a type, or `auto`. */
  readonly importType: string;
  /** Encoding, locale and columns of the import come before those of the settings. */
  readonly options?: Partial<ImportOptions> | undefined;
  /** Those that are missing have their default. */
  readonly settings?: Partial<SettingsSnapshot> | undefined;
  /** Locales that the person uses, to guess that of the file. */
  readonly languages?: readonly string[] | undefined;
  /** The parameters of a type that has some. */
  readonly parameters?: unknown;
  /** The header file of a type whose files come in pairs. */
  readonly header?: { readonly file: Blob; readonly name: string } | undefined;
  /** Instead of the delimiter that is recognised, which the pipeline recognises by `sentAs`. */
  readonly delimiter?: Delimiter | undefined;
  /** Of an .xlsx workbook. */
  readonly sheet?: ChosenSheet | undefined;
  /** Of a CSV file: the line with the names of the columns, from 1. Those above it are not sent. Absent: it is guessed. */
  readonly headerRow?: number | undefined;
}

export interface FileGuess {
  /** The file is not valid UTF-8, and its letters are those of this encoding. */
  readonly encoding?: FileEncoding;
  /** Dates and words of the first rows can be read in this locale. */
  readonly locale?: string;
}

/** Why the pipeline would reject the file. */
export interface FileRejection {
  readonly code: string;
  readonly message: string;
}

/** What a file is, by its first bytes. Stays the same until other choices are made. */
export interface InspectedFile {
  readonly fileName: string;
  readonly size: number;
  readonly isGzip: boolean;
  /** Absent if the bytes are no text. */
  readonly layout?: FileLayout;
  /** How the file is converted to UTF-8; absent: not at all. */
  readonly conversion?: Conversion;
  /** The type that was chosen or recognised; absent if the file is rejected. */
  readonly importType?: string;
  /** The field that each column is read as, or could be. Absent if the columns have no names. */
  readonly columns?: readonly Suggestion[];
  readonly unknownColumns?: readonly string[];
  readonly rejection?: FileRejection;
  /** For a column that is no field: a field of the sender's own that it can be kept as. */
  readonly ownFields?: Readonly<Record<string, string>>;
  /** What the file seems to be, where neither the import nor the tenant says it. */
  readonly guess?: FileGuess;
  /** The first rows of a CSV file, or the first records of a JSON file under the names of their keys. */
  readonly preview: { readonly names: readonly string[]; readonly rows: readonly (readonly string[])[] };
  /** Present for a CSV file whose names may be in another line. */
  readonly header?: HeaderRow;
  /** Present for an .xlsx workbook. */
  readonly workbook?: WorkbookView;
  /** Set where the file cannot be sent as it is: it must be sent as `export` writes it, under this name. */
  readonly sentAs?: string;
}

/** Which line has the names of the columns, from 1, and the first lines as they are in the file. */
export interface HeaderRow {
  readonly row: number;
  readonly firstRows: FirstRows;
}

/** The issues of one kind: same severity, code, field, and message without what was sent. */
export interface IssueGroup {
  /** For `select`; stays the same as long as the file is open. */
  readonly id: number;
  readonly severity: Severity;
  readonly code: IssueCode;
  /** As the file names it; absent when the issue is about the record as a whole. */
  readonly field?: string | undefined;
  /** The message without what was sent. */
  readonly kind: string;
  readonly count: number;
  readonly firstRecord: number;
}

export interface CheckSummary {
  readonly state: 'checking' | 'checked' | 'rejected';
  /** How many records are checked, without those that are left out. */
  readonly records: number;
  /** How many of them have an error. */
  readonly bad: number;
  readonly errors: number;
  readonly warnings: number;
  /** Only those that occur, errors first, most frequent first. */
  readonly groups: readonly IssueGroup[];
  /** Warnings about the file as a whole, such as a column that is not imported. */
  readonly ofFile: readonly CellIssue[];
  /**
   * Present if so many records share users or unique values that only those up to this record are compared with each
   * other.
   */
  readonly comparedUntil?: number | undefined;
  /** Of 1. */
  readonly progress: number;
  readonly edits: { readonly changedRecords: number; readonly canUndo: boolean; readonly canRedo: boolean };
  readonly rejection?: FileRejection;
}

export interface CellIssue {
  readonly severity: Severity;
  readonly code: IssueCode;
  readonly message: string;
  readonly field?: string | undefined;
  /** Index of the column; absent if the issue is about no column of the grid. */
  readonly column?: number | undefined;
  /** Of a row: texts that the cell may mean and that the field takes, the likeliest first. */
  readonly suggestions?: readonly string[];
}

export interface GridRow {
  /** From 1, in the order of the file. Stays the same when rows are removed. */
  readonly record: number;
  readonly line: number;
  /** The number in the file that was sent first, if this is a file of failed records. */
  readonly originalRecord?: number | undefined;
  /**
   * One text for each column, and more where the row has too many. One text alone, `isMalformed`, where the record cannot
   * be divided into cells.
   */
  readonly cells: readonly string[];
  readonly isMalformed: boolean;
  /** Columns whose texts are not those of the file. */
  readonly edited: readonly number[];
  readonly isRemoved: boolean;
  readonly issues: readonly CellIssue[];
}

/** Which records a selection has. It is made once: a record that is fixed stays in it, until `select` is asked again. */
export type RecordFilter =
  | { readonly kind: 'all' }
  /** With an error. */
  | { readonly kind: 'bad' }
  /** With an issue of this group. */
  | { readonly kind: 'group'; readonly group: number }
  | { readonly kind: 'edited' };

export interface CellEdit {
  readonly record: number;
  readonly column: number;
  readonly value: string;
}

export interface ColumnOfGrid {
  readonly name: string;
  /** The field that it is read as; absent if it is not imported. */
  readonly field?: string | undefined;
}

export type ExportedRecords = 'all' | 'good' | 'bad';

interface Requests {
  /** Recognises a file. Later requests are about this file. */
  open: { ask: { file: Blob; fileName: string; choices: FileChoices }; reply: InspectedFile };
  /** Recognises the file again, with other choices. Edits stay if its records and cells are the same. */
  choose: { ask: { choices: FileChoices }; reply: InspectedFile };
  /** Begins to check the whole file. `progress` events follow, and `summary` at the end. */
  check: { ask: object; reply: { columns: readonly ColumnOfGrid[] } };
  summary: { ask: object; reply: CheckSummary };
  select: { ask: { filter: RecordFilter }; reply: { selection: number; count: number } };
  /** `from`: index in the selection. */
  rows: { ask: { selection: number; from: number; count: number }; reply: { rows: readonly GridRow[] } };
  /** Where a record is in a selection; -1 if it is not. */
  find: { ask: { selection: number; record: number }; reply: { index: number } };
  /** One step for `undo`, however many cells. */
  edit: { ask: { cells: readonly CellEdit[] }; reply: EditReply };
  /** All cells of the column with exactly this text. */
  replace: { ask: { column: number; from: string; to: string }; reply: EditReply };
  remove: { ask: { records: readonly number[] }; reply: EditReply };
  /** The most frequent texts of a column among the records with an issue of the group, for `replace`. */
  values: {
    ask: { group: number; column: number };
    reply: { values: readonly { readonly text: string; readonly count: number }[]; isComplete: boolean };
  };
  undo: { ask: object; reply: EditReply };
  redo: { ask: object; reply: EditReply };
  /** The file as corrected, to be uploaded. */
  export: { ask: { records: ExportedRecords }; reply: { file: Blob; fileName: string; records: number } };
  /** Stops work, and forgets the file. */
  close: { ask: object; reply: object };
}

export interface EditReply {
  /** How many records were changed, back or forth. */
  readonly records: number;
  /** The first of them. */
  readonly firstRecord?: number | undefined;
  readonly summary: CheckSummary;
}

export type RequestKind = keyof Requests;
export type AskOf<K extends RequestKind> = Requests[K]['ask'];
export type ReplyOf<K extends RequestKind> = Requests[K]['reply'];

export type CheckRequest = {
  [K in RequestKind]: { readonly id: number; readonly kind: K; readonly ask: AskOf<K> };
}[RequestKind];

export type CheckReply =
  | { readonly id: number; readonly ok: true; readonly reply: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string };

export type CheckEvent =
  /** About ten times a second while the file is read or checked again. */
  | { readonly event: 'progress'; readonly summary: CheckSummary }
  /** All records are checked, or the file is rejected. */
  | { readonly event: 'summary'; readonly summary: CheckSummary }
  /** The check has ended by an error: the file cannot be read any more, for example. */
  | { readonly event: 'failed'; readonly message: string };

export type FromWorker = CheckReply | CheckEvent;
