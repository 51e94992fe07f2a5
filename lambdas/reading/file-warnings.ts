import type { IgnoredMembers } from '../contracts/ignored-members.ts';
import type { Issue } from '../contracts/issue.ts';
import type { ImportType } from '../core/import-type/import-type.ts';
import { REPORT_LIMITS } from '../core/import-type/report-limits.ts';
import { howToReadColumn, unknownColumnMessage } from '../core/import-type/unknown-column.ts';
import { ignoredMembersWarning } from '../core/inspection/ignored-members.ts';
import type { LocatedIssue } from '../core/wording/group-issues.ts';
import { warning } from '../core/wording/issue.ts';
import { showName } from '../core/wording/show-value.ts';

const MAX_NAMED = REPORT_LIMITS.unknownNames;

/**
 * The warnings about the file as a whole: one for each unknown column or key, and one for columns
 * missing in the results. `headerLine`: absent where the names are keys of JSON objects.
 */
export function fileWarnings(
  type: ImportType,
  unknown: ReadonlySet<string>,
  headerLine: number | undefined,
  dynamicColumns: number,
): readonly LocatedIssue[] {
  const noun = headerLine === undefined ? 'key' : 'column';
  const warnings = unknownNames([...unknown], noun, (name) => {
    return `${unknownColumnMessage(type, name, noun)}${howToReadColumn(type, name, noun)}`;
  });
  if (dynamicColumns > REPORT_LIMITS.dynamicColumns) {
    const message = `results.csv shows only the first ${REPORT_LIMITS.dynamicColumns} columns such as \`customFields.plan\`; all values were imported`;
    warnings.push(warning('BAD_REQUEST', message));
  }
  return warnings.map((issue) => ({ recordNumber: 0, line: headerLine, issue }));
}

/** The warnings about unknown keys of a record that is in no file: no mapping can name them. */
export function unknownKeyWarnings(type: ImportType, names: readonly string[]): readonly Issue[] {
  return unknownNames(names, 'key', (name) => unknownColumnMessage(type, name, 'key'));
}

function unknownNames(
  names: readonly string[],
  noun: 'column' | 'key',
  messageOf: (name: string) => string,
): Issue[] {
  const warnings = names
    .slice(0, MAX_NAMED)
    .map((name) => warning('BAD_REQUEST', messageOf(name), showName(name)));
  return names.length > MAX_NAMED
    ? [...warnings, warning('BAD_REQUEST', `more unknown ${noun}s were ignored`)]
    : warnings;
}

/** The warning about what is next to the array of records in a JSON object. */
export function warningsAround(ignored: IgnoredMembers | undefined): readonly LocatedIssue[] {
  if (ignored === undefined) return [];
  return [{ recordNumber: 0, line: undefined, issue: ignoredMembersWarning(ignored) }];
}
