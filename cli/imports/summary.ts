import { basename, dirname } from 'node:path';
import type { Import, ReportedIssue } from '../../lambdas/contracts/import.ts';
import { INCOMPLETE_STATUSES } from '../../lambdas/contracts/import-status.ts';
import type { Severity } from '../../lambdas/contracts/issue.ts';
import type { IssueGroups } from '../../lambdas/contracts/issue-groups.ts';
import type { Counts } from '../../lambdas/contracts/outcome.ts';
import { isPreview } from '../../lambdas/core/lifecycle/is-preview.ts';
import { isResumable } from '../../lambdas/core/lifecycle/is-resumable.ts';
import { groupLines } from '../../lambdas/core/wording/describe-groups.ts';
import { describePlace } from '../../lambdas/core/wording/describe-place.ts';
import { ignoredCount } from '../../lambdas/core/wording/ignored-columns.ts';
import { missingFilesText } from '../../lambdas/core/wording/missing-files.ts';
import { visible } from '../../lambdas/core/wording/show-value.ts';
import { commandLine } from '../program/command-line.ts';
import type { Place } from '../program/place.ts';
import { colouredStatus } from '../terminal/coloured-status.ts';
import type { SavedFiles } from './save-files.ts';
import type { ShownImport } from './shown-import.ts';

export interface ImportSummary {
  readonly importId: string;
  readonly status: Import['status'];
  readonly counts: Counts;
  readonly files: SavedFiles;
  /** Columns or JSON keys that are no fields. */
  readonly ignoredColumns?: readonly string[];
  /** All errors and warnings, counted by kind. */
  readonly issues?: IssueGroups;
  /** Why it was not completed: a code of docs/errors.md. */
  readonly code?: string;
  readonly message?: string;
  /** Recipients that were refused, and e-mails that were withheld. */
  readonly mailNotes?: readonly string[];
}

const NOTHING: Counts = { records: 0, created: 0, updated: 0, unchanged: 0, failed: 0, warnings: 0 };

const NOTHING_IMPORTED: ReadonlySet<Import['status']> = new Set(['REJECTED', 'EXPIRED']);

const FILE_NOTES: Readonly<Record<keyof SavedFiles, string>> = {
  preview: 'what the import would do: updates, failed records, new users',
  results: 'one row for each record',
  errors: 'errors and warnings',
  failedRecords: 'failed records with their errors: fix them and import this file',
  unprocessedRecords: 'records that were not processed: import this file',
  email: 'the e-mail as it was sent',
};

/** What `--json` prints. */
export function summaryOf(item: ShownImport, files: SavedFiles): ImportSummary {
  const { importId, status, counts = NOTHING, reason, mailNotes, issues, unknownColumns = [] } = item;
  const ignored = unknownColumns.length > 0 && !NOTHING_IMPORTED.has(status);
  const optional = {
    ...(ignored && { ignoredColumns: unknownColumns }),
    ...(issues && { issues }),
    ...reason,
    ...(mailNotes && { mailNotes }),
  };
  return { importId, status, counts, files, ...optional };
}

/** The same for a person. */
export function describeSummary(item: ShownImport, summary: ImportSummary, place: Place): string {
  const paragraphs = [
    [firstLine(item)],
    isPreview(item) ? ['Nothing was changed. This is what the import would do:'] : [],
    summary.message === undefined ? [] : [summary.message],
    (item.mailNotes ?? []).map(visible),
    NOTHING_IMPORTED.has(item.status) || (item.status === 'SUPERSEDED' && item.counts === undefined)
      ? []
      : countLines(item, summary.counts),
    groupParagraph(item, 'error'),
    errorLines(item, summary.counts.failed),
    groupParagraph(item, 'warning'),
    warningLines(item, summary.counts.warnings),
    fileLines(item, summary.files),
    [missingFilesText(item) ?? []].flat(),
    isResumable(item) ? [`To resume it: ${commandLine('resume', item.importId, place)}`] : [],
  ];
  const texts = paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `\n${texts.join('\n\n')}\n`;
}

/** Columns that were ignored are part of it: they must be seen before the counts, which look like success. */
function firstLine(item: ShownImport): string {
  const ignored = NOTHING_IMPORTED.has(item.status) ? undefined : ignoredCount(item);
  const line = `${colouredStatus(item.status)}  ${visible(item.fileName)}  ${item.importId}`;
  return ignored === undefined ? line : `${line}  (${ignored})`;
}

function countLines(item: ShownImport, counts: Counts): string[] {
  const { status, split } = item;
  const all = INCOMPLETE_STATUSES.has(status) ? (split?.records ?? counts.records) : counts.records;
  return Object.entries(isPreview(item) ? inOrderOfPreview(counts) : counts).map(([name, count]) => {
    const total = name === 'records' && all !== count ? ` of ${all} (${all - count} were not processed)` : '';
    return `  ${name.padEnd(10)}${String(count).padStart(9)}${total}`;
  });
}

/** What a reader must see comes first, as in preview.csv. */
function inOrderOfPreview({ records, updated, failed, created, unchanged, warnings }: Counts): Counts {
  return { records, updated, failed, created, unchanged, warnings };
}

/** Empty when it would say the same as the list of the first issues. */
export function groupParagraph({ issues }: Pick<ShownImport, 'issues'>, severity: Severity): string[] {
  const lines = groupLines(issues, severity);
  const title = severity === 'error' ? 'Errors by kind' : 'Warnings by kind';
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function errorLines({ firstErrors = [] }: ShownImport, failed: number): string[] {
  if (firstErrors.length === 0) return [];
  // A record may have several errors.
  const shown = new Set(firstErrors.map(({ recordNumber }) => recordNumber)).size;
  return ['First errors', ...firstErrors.map(describeIssue), ...moreLine(failed > shown)];
}

function warningLines({ firstWarnings = [] }: ShownImport, warnings: number): string[] {
  if (firstWarnings.length === 0) return [];
  return [
    'First warnings',
    ...firstWarnings.map(describeIssue),
    ...moreLine(warnings > firstWarnings.length),
  ];
}

function describeIssue({ recordNumber, line, message }: ReportedIssue): string {
  return `  ${describePlace(recordNumber, line)}: ${message}`;
}

function moreLine(isMore: boolean): string[] {
  return isMore ? ['  … and more: see the errors file'] : [];
}

/** The folder once, then its files and what each is for. */
function fileLines({ status, feed }: ShownImport, files: SavedFiles): string[] {
  const paths = Object.entries(files);
  if (paths.length === 0) return [];
  const notes = {
    ...FILE_NOTES,
    ...(INCOMPLETE_STATUSES.has(status) && { results: 'one row for each record that was processed' }),
    ...(feed !== undefined && {
      failedRecords: 'failed records with their errors: fix them and send them as a new pair',
    }),
    // Nothing of the file was imported, so all of it must be sent again.
    ...((status === 'REJECTED' || status === 'EVALUATED') && {
      failedRecords: 'failed records with their errors: fix them in your file',
    }),
  };
  const widest = Math.max(...paths.map(([, path]) => basename(path).length));
  const lines = paths.map(
    ([name, path]) => `  ${basename(path).padEnd(widest)}  ${notes[name as keyof SavedFiles]}`,
  );
  return [`Files in ${dirname(paths[0]?.[1] ?? '')}/`, ...lines];
}
