import type { Issue, IssueCode } from '../../contracts/issue.ts';

/** An issue that fails its record. Sending the same record again does not help (`retryable: false`). */
export function error(code: IssueCode, message: string, field?: string): Issue {
  return issue('error', code, message, field);
}

/** An issue that is reported and does not fail its record. */
export function warning(code: IssueCode, message: string, field?: string): Issue {
  return issue('warning', code, message, field);
}

function issue(
  severity: Issue['severity'],
  code: IssueCode,
  message: string,
  field: string | undefined,
): Issue {
  return { severity, code, message, ...(field === undefined ? {} : { field }), retryable: false };
}
