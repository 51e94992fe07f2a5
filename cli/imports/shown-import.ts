import type { ImportSummaryView, ImportView } from '../../client/rollcall-client.ts';
import type { Import } from '../../lambdas/contracts/import.ts';
import { findDefinition } from '../../lambdas/import-types/registry.ts';
import { inWordsOfCommand } from './command-words.ts';

type Shown =
  | 'importId'
  | 'tenant'
  | 'importType'
  | 'fileName'
  | 'status'
  | 'attempt'
  | 'createdAt'
  | 'startedAt'
  | 'endedAt'
  | 'counts'
  | 'reason'
  | 'issues'
  | 'firstErrors'
  | 'firstWarnings'
  | 'unknownColumns'
  | 'missingFiles'
  | 'mailNotes';

/** What the commands show of an import: of an item of the imports table, or of an answer of the API. */
export interface ShownImport extends Pick<Import, Shown> {
  readonly split?: { readonly records: number } | undefined;
  readonly layout?: Pick<NonNullable<Import['layout']>, 'format'> | undefined;
  /** Present if the import is made of two files. */
  readonly feed?: unknown;
  /** By what they are. */
  readonly files?: Readonly<Partial<Record<keyof NonNullable<Import['files']>, unknown>>> | undefined;
}

/** The same of a summary in a list, which lacks details. */
export function shownSummary({ id, records, ...view }: ImportSummaryView): ShownImport {
  return {
    ...view,
    importId: id,
    ...(records !== undefined && { split: { records } }),
    ...(findDefinition(view.importType)?.paired && { feed: true }),
  };
}

export function shownImport(view: ImportView): ShownImport {
  const { format, ignoredColumns, notes, files } = view;
  return inWordsOfCommand({
    ...shownSummary(view),
    ...(format !== undefined && { layout: { format } }),
    unknownColumns: ignoredColumns,
    mailNotes: notes,
    files: Object.fromEntries(files.map((file) => [FILE_KINDS[file.name], file])),
  });
}

/** The names of files in the API, and in `--json`. */
export const FILE_KINDS = {
  results: 'results',
  preview: 'preview',
  errors: 'errors',
  'failed-records': 'failedRecords',
  'unprocessed-records': 'unprocessedRecords',
} as const satisfies Readonly<
  Record<ImportView['files'][number]['name'], keyof NonNullable<Import['files']>>
>;
