import type { Issue } from '../contracts/issue.ts';
import { unknownColumnMessage } from '../core/field-names.ts';
import type { ImportType } from '../core/import-type.ts';
import type { LocatedIssue } from './error-rows.ts';

/** A file that is not of its type at all would otherwise bury its errors under warnings. */
const MAX_NAMED = 100;

/** The warnings about columns or keys that no field answers to: one for each name, once a file. */
export function fileWarnings(
  type: ImportType,
  unknown: ReadonlySet<string>,
  headerLine: number | undefined,
): readonly LocatedIssue[] {
  const names = [...unknown];
  const warnings = names
    .slice(0, MAX_NAMED)
    .map((name) => warning(unknownColumnMessage(type, name), name.slice(0, 200)));
  if (names.length > MAX_NAMED)
    warnings.push(warning(`${names.length - MAX_NAMED} more unknown columns were ignored`));
  return warnings.map((issue) => ({ recordNumber: 0, line: headerLine, issue }));
}

function warning(message: string, field?: string): Issue {
  return {
    severity: 'warning',
    code: 'BAD_REQUEST',
    message,
    ...(field === undefined ? {} : { field }),
    retryable: false,
  };
}
