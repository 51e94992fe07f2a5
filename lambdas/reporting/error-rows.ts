import { type Issue, STATUS_CODES } from '../contracts/issue.ts';
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

export interface LocatedIssue {
  /** 0: the header or the file as a whole. */
  readonly recordNumber: number;
  readonly line: number | undefined;
  readonly issue: Issue;
}

export const ERRORS_HEADER = csvLines([ERROR_COLUMNS]);

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
