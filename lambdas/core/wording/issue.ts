import type { Issue, IssueCode } from '../../contracts/issue.ts';
import type { Wording } from './wording.ts';

/** An issue that fails its record. Sending the same record again does not help (`retryable: false`). */
export function error(code: IssueCode, message: string | Wording, field?: string): Issue {
  return issue('error', code, message, field);
}

/** An issue that is reported and does not fail its record. */
export function warning(code: IssueCode, message: string | Wording, field?: string): Issue {
  return issue('warning', code, message, field);
}

/** A message that has no sent parts is its own kind, which is therefore not stored. */
function issue(
  severity: Issue['severity'],
  code: IssueCode,
  message: string | Wording,
  field: string | undefined,
): Issue {
  const { text, kind } = typeof message === 'string' ? { text: message, kind: message } : message;
  return {
    severity,
    code,
    message: text,
    ...(kind === text ? {} : { kind }),
    ...(field === undefined ? {} : { field }),
    retryable: false,
  };
}
