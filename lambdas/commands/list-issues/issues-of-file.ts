import { readSource } from '../../adapters/read-object.ts';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { ObjectReference } from '../../contracts/file-layout.ts';
import { sliceRecords } from '../../core/records/slice-records.ts';
import { wholeRecords } from '../../core/records/whole-records.ts';
import type { LocatedIssue } from '../../core/wording/group-issues.ts';
import { readRows } from '../../reading/csv/csv-rows.ts';
import { ERROR_COLUMNS, issueOfRow } from '../../reporting/read-error-row.ts';
import { RollcallError } from '../../runtime/errors.ts';

export interface FileIssuesPorts {
  readonly objects: Pick<ObjectStore, 'head' | 'open'>;
}

export interface Wanted {
  readonly limit: number;
  readonly includes: (issue: LocatedIssue) => boolean;
}

/** Far more than one row, whose message is bounded. */
const READ_BYTES = 512 * 1024;
/** Of one page. If a filter leaves out many issues, the page is short, and has a next one. */
const MAX_READS = 8;

const DIALECT = {
  format: 'csv',
  delimiter: ',',
  columns: ERROR_COLUMNS.length,
  maxColumns: ERROR_COLUMNS.length,
} as const;

/** Enough of an ETag to notice that the file was replaced. */
export function versionOf(etag: string): string {
  return etag.slice(0, 8).padEnd(8, '0');
}

/** The issues of errors.csv from a row on. `next`: the position of the first row that was not looked at. */
export async function issuesOfFile(
  file: ObjectReference,
  { offset, limit, includes }: Wanted & { readonly offset: number },
  { objects }: FileIssuesPorts,
  readBytes = READ_BYTES,
): Promise<{ readonly issues: readonly LocatedIssue[]; readonly next?: number }> {
  const issues: LocatedIssue[] = [];
  let at = offset;
  for (let reads = 0; reads < MAX_READS && at < file.size; reads += 1) {
    for (const { end, issue } of await rowsAt(objects, file, at, readBytes)) {
      if (issues.length === limit) return { issues, next: at };
      if (issue !== undefined && includes(issue)) issues.push(issue);
      at = end;
    }
  }
  return at < file.size ? { issues, next: at } : { issues };
}

/** The rows that are whole within the next bytes, each with the position behind it. The header is no issue. */
async function rowsAt(
  objects: FileIssuesPorts['objects'],
  file: ObjectReference,
  start: number,
  readBytes: number,
) {
  const end = Math.min(file.size, start + readBytes);
  const bytes = await readSource(objects, file, { start, end });
  const whole = end === file.size ? bytes : wholeRecords(bytes, DIALECT);
  const slices = [...sliceRecords(whole, DIALECT, { offset: start, line: 1, recordNumber: 1 })];
  if (slices.length === 0) throw damaged();
  return [...readRows(slices, DIALECT)].map((row, index) => {
    const next = slices[index + 1]?.start ?? start + whole.length;
    if (start === 0 && index === 0) return { end: next, issue: undefined };
    if (row.malformed !== undefined) throw damaged();
    return { end: next, issue: issueOfRow(row.cells) };
  });
}

function damaged(): RollcallError {
  return new RollcallError('ContractViolation', 'a row of errors.csv is malformed');
}
