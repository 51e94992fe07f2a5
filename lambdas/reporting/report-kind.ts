import type { ImportFiles } from '../contracts/import.ts';
import type { FieldChange, RecordResult } from '../contracts/result-part.ts';
import type { Cell, ImportType } from '../core/import-type/import-type.ts';
import { objectKeys } from '../core/naming/object-keys.ts';

/** A file with one row for each record: its columns after `recordNumber,outcome`. */
export interface ReportKind {
  readonly file: keyof ImportFiles;
  readonly key: (folder: string) => string;
  /** `dynamic`: columns that come from the data. */
  readonly columns: (type: ImportType, dynamic: readonly string[]) => readonly string[];
  readonly cells: (result: RecordResult, columns: readonly string[]) => readonly (Cell | undefined)[];
}

/** The users as they are after the import. */
export const RESULTS = {
  file: 'results',
  key: objectKeys.results,
  columns: (type, dynamic) => [...type.details.before, ...dynamic],
  cells: ({ details }, columns) => columns.map((column) => cellOf(details, column)),
} as const satisfies ReportKind;

/** What the import would do: the key of each record's user, and the changes to the fields of an existing user. */
export const PREVIEW = {
  file: 'preview',
  key: objectKeys.preview,
  columns: (type) => [...type.key, 'changes'],
  cells: ({ details, changes = [] }, columns) =>
    columns.map((column) =>
      column === 'changes' ? changes.map(describe).join('; ') : cellOf(details, column),
    ),
} as const satisfies ReportKind;

/** A column may have any name, also one that every object inherits, such as `toString`. */
function cellOf(details: RecordResult['details'], column: string): Cell | undefined {
  return Object.hasOwn(details, column) ? details[column] : undefined;
}

/** `email: "a@example.com" → "b@example.com"`; an absent value is `(none)`. */
function describe({ field, from = '(none)', to = '(none)' }: FieldChange): string {
  return `${field}: ${from} → ${to}`;
}
