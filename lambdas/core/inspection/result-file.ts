import type { FileLayout } from '../../contracts/file-layout.ts';
import { type Rejection, reject } from './rejection.ts';

/** Pairs of columns that only Rollcall's own files have together, wherever a spreadsheet moved them. */
const RESULT_FILES = [
  { columns: ['recordNumber', 'outcome', 'changes'], name: 'preview.csv' },
  { columns: ['recordNumber', 'outcome'], name: 'results.csv' },
  { columns: ['recordNumber', 'apiErrorCode'], name: 'errors.csv' },
] as const;

/** The rejection of a file that Rollcall itself wrote about an import. Its texts are changed, and it lacks columns. */
export function resultFileProblem(layout: FileLayout): Rejection | undefined {
  if (layout.format !== 'csv') return undefined;
  const found = new Set(layout.columns);
  const file = RESULT_FILES.find(({ columns }) => columns.every((column) => found.has(column)));
  if (file === undefined) return undefined;
  return reject(
    'RESULT_FILE',
    `The file is a ${file.name} that Rollcall wrote: a report about an import, not a file of users. To import the records that failed, fix them in failed-records.csv of the same import, and import that file. To import all records again, import the file that was sent first.`,
  );
}
