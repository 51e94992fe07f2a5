import { IssueSchema } from '../contracts/issue.ts';
import { unguardFormulas } from '../core/round-trip/guard-formulas.ts';
import type { LocatedIssue } from '../core/wording/group-issues.ts';

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

/** The issue of a row that `errorLines` has written. @throws if it has not */
export function issueOfRow(cells: readonly string[]): LocatedIssue {
  const texts = Object.fromEntries(
    ERROR_COLUMNS.map((column, i) => [column, unguardFormulas(cells[i] ?? '')]),
  );
  const { recordNumber, message, apiErrorCode: code, line, field, severity, retryable } = texts;
  const place = { recordNumber: Number(recordNumber), line: line === '' ? undefined : Number(line) };
  const about = field === '' ? {} : { field };
  return {
    ...place,
    issue: IssueSchema.parse({ severity, code, message, ...about, retryable: retryable === 'true' }),
  };
}
