import { CSV_MARK } from '../adapters/csv/csv-text.ts';
import { STATUS_CODES } from '../contracts/issue.ts';
import type { LocatedIssue } from '../core/wording/group-issues.ts';
import { csvLines } from './csv-lines.ts';

/** The first four columns, in this order, are the contract of the systems that Rollcall serves. The others are additions. */
export const ERROR_COLUMNS = [
  'recordNumber',
  'message',
  'apiErrorCode',
  'statusCode',
  'line',
  'field',
  'severity',
  'retryable',
] as const;

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
