import type { ImportFiles } from '../contracts/import.ts';
import type { ImportOptions } from '../contracts/import-options.ts';
import type { Outcome } from '../contracts/outcome.ts';
import type { FieldChange, RecordResult } from '../contracts/result-part.ts';
import type { Cell, ImportType } from '../core/import-type/import-type.ts';
import { objectKeys } from '../core/naming/object-keys.ts';

/** A file with one row for each record, or for each that is to be seen: its columns after `recordNumber,outcome`. */
export interface ReportKind {
  readonly file: keyof ImportFiles;
  readonly key: (folder: string) => string;
  /** `dynamic`: columns that come from the data. */
  readonly columns: (type: ImportType, dynamic: readonly string[]) => readonly string[];
  readonly cells: (result: RecordResult, columns: readonly string[]) => readonly (Cell | undefined)[];
  /** The file consists of so many sections. Each has its records in file order. */
  readonly sections: number;
  /** The section of a record. Undefined: it has no row. */
  readonly sectionOf: (outcome: Outcome, options: ImportOptions) => number | undefined;
}

/** The users as they are after the import. */
export const RESULTS = {
  file: 'results',
  key: objectKeys.results,
  columns: (type, dynamic) => [...type.details.before, ...dynamic],
  cells: ({ details }, columns) => columns.map((column) => cellOf(details, column)),
  sections: 1,
  sectionOf: () => 0,
} as const satisfies ReportKind;

/** What a reader must see comes first. */
const PREVIEW_SECTIONS = ['updated', 'failed', 'created', 'unchanged'] as const satisfies readonly Outcome[];

/**
 * What the import would do: the key of each record's user, the changes to its fields, and the issues of the record. Updates
 * and failures come first. Unchanged records have no rows unless the import's options ask for them: the counts have them.
 */
export const PREVIEW = {
  file: 'preview',
  key: objectKeys.preview,
  columns: (type) => [...type.key, 'changes', 'issues'],
  cells: ({ details, outcome, changes = [], issues }, columns) => [
    ...columns.slice(0, -2).map((column) => cellOf(details, column)),
    changes.map((change) => describe(change, outcome)).join('; '),
    issues.map(({ message }) => message).join('; '),
  ],
  sections: PREVIEW_SECTIONS.length,
  sectionOf: (outcome, { preview }) =>
    outcome === 'unchanged' && preview !== 'all' ? undefined : PREVIEW_SECTIONS.indexOf(outcome),
} as const satisfies ReportKind;

/** A column may have any name, also one that every object inherits, such as `toString`. */
function cellOf(details: RecordResult['details'], column: string): Cell | undefined {
  return Object.hasOwn(details, column) ? details[column] : undefined;
}

/** `email: "a@example.com" → "b@example.com"`; an absent value is `(none)`. A new user has only new values. */
function describe({ field, from = '(none)', to = '(none)' }: FieldChange, outcome: Outcome): string {
  if (outcome === 'created') return `${field}: ${to}`;
  return `${field}: ${from} → ${to}`;
}
