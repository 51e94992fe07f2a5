import { basename } from 'node:path';
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

const FILE_NOTES: Readonly<Record<keyof SavedFiles, string>> = {
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
  const { counts, files } = summary;
  const lines = ['', `${summary.status}  ${item.fileName}  ${item.importId}`, ''];
  if (summary.message !== undefined) lines.push(summary.message, '');
  if (item.status !== 'REJECTED') {
    for (const [name, count] of Object.entries(counts))
      lines.push(`  ${name.padEnd(10)}${String(count).padStart(9)}`);
    lines.push('');
  }
  const errors = item.firstErrors ?? [];
  if (errors.length > 0) {
    lines.push('First errors');
    for (const { recordNumber, line, message } of errors) {
      lines.push(`  record ${recordNumber}${line === undefined ? '' : ` (line ${line})`}: ${message}`);
    }
    if (counts.failed > errors.length)
      lines.push(`  … and more: see ${basename(files.errors ?? 'errors.csv')}`);
    lines.push('');
  }
  lines.push('Files');
  for (const [name, path] of Object.entries(files))
    lines.push(`  ${path}  ${FILE_NOTES[name as keyof SavedFiles]}`);
  return `${lines.join('\n')}\n`;
}
