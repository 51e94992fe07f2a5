import type { FileLayout } from '../../contracts/file-layout.ts';
import { matchField } from '../import-type/field-names.ts';
import type { ImportType } from '../import-type/import-type.ts';
import { type Rejection, reject } from './rejection.ts';

/** Pairs of columns that only Rollcall's own files have together, wherever a spreadsheet moved them. */
const RESULT_FILES = [
  { columns: ['recordNumber', 'outcome', 'changes'], name: 'preview.csv' },
  { columns: ['recordNumber', 'outcome'], name: 'results.csv' },
  { columns: ['recordNumber', 'apiErrorCode'], name: 'errors.csv' },
] as const;

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
    (types.some((type) => hasColumnsOfReport(type, layout.columns)) ? 'results.csv' : undefined);
  if (name === undefined) return undefined;
  return reject(
    'RESULT_FILE',
    `The file is a ${name} that Rollcall wrote: a report about an import, not a file of users. To import the records that failed, fix them in failed-records.csv of the same import, and import that file. To import all records again, import the file that was sent first.`,
  );
}

/**
 * Whether the columns begin as those of the report of a type, also if the first two were deleted. Not where the report has
 * the columns of a file: one at least must be no field.
 */
function hasColumnsOfReport(type: ImportType, columns: readonly string[]): boolean {
  const { before } = type.details;
  const isReport = before.some((column) => matchField(type, column).kind === 'unknown');
  return isReport && before.every((column, i) => columns[i] === column);
}
