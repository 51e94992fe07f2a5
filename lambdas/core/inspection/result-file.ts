import type { FileLayout } from '../../contracts/file-layout.ts';
import { matchField } from '../import-type/field-names.ts';
import type { ImportType } from '../import-type/import-type.ts';
import { type Rejection, reject } from './rejection.ts';

/** Columns that only Rollcall's own files have together, wherever a spreadsheet moved them, and whichever others were deleted. */
const RESULT_FILES: readonly { readonly columns: readonly string[]; readonly name: string }[] = [
  ...['changes', 'issues'].map((column) => ({ columns: ['recordNumber', column], name: 'preview.csv' })),
  { columns: ['outcome', 'changes', 'issues'], name: 'preview.csv' },
  { columns: ['recordNumber', 'outcome'], name: 'results.csv' },
  ...['apiErrorCode', 'statusCode', 'severity', 'retryable'].map((column) => ({
    columns: ['recordNumber', column],
    name: 'errors.csv',
  })),
  { columns: ['apiErrorCode', 'statusCode', 'retryable'], name: 'errors.csv' },
];

/** What results.csv has in front of the columns of the type. */
const OF_RESULTS = ['recordNumber', 'outcome'];

/** The rejection of a file that Rollcall itself wrote about an import. Its texts are changed, and it lacks columns. */
export function resultFileProblem(
  layout: FileLayout,
  types: readonly ImportType[] = [],
): Rejection | undefined {
  if (layout.format !== 'csv') return undefined;
  const found = new Set(layout.columns);
  const file = RESULT_FILES.find(({ columns }) => columns.every((column) => found.has(column)));
  const name =
    file?.name ??
    (types.some((type) => hasColumnsOfReport(type, layout.columns, found)) ? 'results.csv' : undefined);
  if (name === undefined) return undefined;
  return reject(
    'RESULT_FILE',
    `The file is ${name === 'errors.csv' ? 'an' : 'a'} ${name} that Rollcall wrote: a report about an import, not a file of users. To import the records that failed, fix them in failed-records.csv of the same import, and import that file. To import all records again, import the file that was sent first.`,
  );
}

/**
 * Whether the columns are those of the report of a type: all of them and one of Rollcall's own, in any order; or, if both
 * of these were deleted, the first ones in their order. Not where the report has the columns of a file: one at least must
 * be no field.
 */
function hasColumnsOfReport(
  type: ImportType,
  columns: readonly string[],
  found: ReadonlySet<string>,
): boolean {
  const { before } = type.details;
  const isField = (column: string) => matchField(type, column).kind !== 'unknown';
  if (before.every(isField)) return false;
  return OF_RESULTS.some((column) => found.has(column) && !isField(column))
    ? before.every((column) => found.has(column))
    : before.every((column, i) => columns[i] === column);
}
