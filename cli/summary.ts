import { basename, dirname } from 'node:path';
import type { Import } from '../lambdas/contracts/import.ts';
import type { Counts } from '../lambdas/contracts/outcome.ts';
import type { SavedFiles } from './save-files.ts';

export interface ImportSummary {
  readonly importId: string;
  readonly status: Import['status'];
  readonly counts: Counts;
  readonly files: SavedFiles;
  readonly message?: string;
}

const NOTHING: Counts = { records: 0, created: 0, updated: 0, unchanged: 0, failed: 0, warnings: 0 };

const NOTHING_IMPORTED: ReadonlySet<Import['status']> = new Set(['REJECTED', 'EXPIRED', 'SUPERSEDED']);

const FILE_NOTES: Readonly<Record<keyof SavedFiles, string>> = {
  preview: 'what the import would do: one row for each record',
  results: 'one row for each record',
  errors: 'errors and warnings',
  failedRecords: 'as they were sent: mend them and import this file',
  unprocessedRecords: 'not processed: import this file',
  email: 'the mail as it was sent',
};

/** What `--json` prints. */
export function summaryOf(item: Import, files: SavedFiles): ImportSummary {
  const { importId, status, counts = NOTHING, reason } = item;
  return { importId, status, counts, files, ...(reason === undefined ? {} : { message: reason.message }) };
}

/** The same for a person. */
export function describeSummary(item: Import, summary: ImportSummary): string {
  const paragraphs = [
    [`${summary.status}  ${item.fileName}  ${item.importId}`],
    isForetold(item) ? ['Nothing was changed. This is what the import would do:'] : [],
    summary.message === undefined ? [] : [summary.message],
    NOTHING_IMPORTED.has(item.status) ? [] : countLines(summary.counts),
    errorLines(item, summary.counts.failed),
    fileLines(summary.files),
  ];
  const texts = paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `\n${texts.join('\n\n')}\n`;
}

/** Whether the counts are of what would happen. */
function isForetold({ status, options }: Import): boolean {
  return (
    status === 'AWAITING_CONFIRMATION' || (options.purpose === 'evaluate' && status.startsWith('COMPLETED'))
  );
}

function countLines(counts: Counts): string[] {
  return Object.entries(counts).map(([name, count]) => `  ${name.padEnd(10)}${String(count).padStart(9)}`);
}

function errorLines({ firstErrors = [] }: Import, failed: number): string[] {
  if (firstErrors.length === 0) return [];
  const lines = firstErrors.map(({ recordNumber, line, message }) => {
    const place = line === undefined ? '' : ` (line ${line})`;
    return `  record ${recordNumber}${place}: ${message}`;
  });
  const more = failed > firstErrors.length ? ['  … and more: see the errors file'] : [];
  return ['First errors', ...lines, ...more];
}

/** The folder once, then its files with what each is for. */
function fileLines(files: SavedFiles): string[] {
  const paths = Object.entries(files);
  if (paths.length === 0) return [];
  const widest = Math.max(...paths.map(([, path]) => basename(path).length));
  const lines = paths.map(
    ([name, path]) => `  ${basename(path).padEnd(widest)}  ${FILE_NOTES[name as keyof SavedFiles]}`,
  );
  return [`Files in ${dirname(paths[0]?.[1] ?? '')}/`, ...lines];
}
