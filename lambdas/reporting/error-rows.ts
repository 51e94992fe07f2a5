import { STATUS_CODES } from '../contracts/issue.ts';
import type { LocatedIssue } from '../core/wording/group-issues.ts';
import { CSV_MARK } from '../reading/csv/csv-text.ts';
import { csvLines } from './csv-lines.ts';
import { ERROR_COLUMNS } from './read-error-row.ts';

export const ERRORS_HEADER = CSV_MARK + csvLines([ERROR_COLUMNS]);

export function errorLines(issues: readonly LocatedIssue[]): string {
  return csvLines(
    issues.map(({ recordNumber, line, issue }) => [
      recordNumber,
      issue.message,
      issue.code,
      STATUS_CODES[issue.code],
      line,
      issue.field,
      issue.severity,
      issue.retryable,
    ]),
  );
}
