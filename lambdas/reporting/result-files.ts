import type { ImportFiles, ReportedIssue } from '../contracts/import.ts';
import type { IssueGroups } from '../contracts/issue-groups.ts';
import type { Counts } from '../contracts/outcome.ts';

export const CSV = 'text/csv; charset=utf-8';

/** The sender's files, and what the import says about them. */
export interface ResultFiles {
  readonly counts: Counts;
  readonly files: ImportFiles;
  readonly firstErrors: ReportedIssue[];
  readonly firstWarnings: ReportedIssue[];
  /** The first issues that reject the whole file. */
  readonly rejections: ReportedIssue[];
  /** All issues, counted by kind. */
  readonly issues: IssueGroups;
  /** Columns or JSON keys that are no fields and were ignored; absent: none. */
  readonly unknownColumns?: string[];
}
