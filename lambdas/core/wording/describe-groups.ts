import type { Severity } from '../../contracts/issue.ts';
import type { IssueGroup, IssueGroups } from '../../contracts/issue-groups.ts';
import { describePlace } from './describe-place.ts';
import { plural } from './plural.ts';
import { visible } from './show-value.ts';

/** Groups that a summary or an e-mail lists. */
const MAX_LISTED = 10;

/**
 * `34 × locale must be a locale such as en_US or en, first in record 12 (line 13)`, for each kind. Empty when every kind
 * occurs once: the list of the first issues then says the same.
 */
export function groupLines(issues: IssueGroups | undefined, severity: Severity): readonly string[] {
  const groups = issues?.groups.filter((group) => group.severity === severity) ?? [];
  const others = issues?.others[severity] ?? 0;
  if (others === 0 && groups.every(({ count }) => count === 1)) return [];
  const listed = groups.slice(0, MAX_LISTED);
  const further = others + sum(groups.slice(MAX_LISTED));
  return [
    ...listed.map(describe),
    ...(further === 0 ? [] : [`… and ${plural(further, `other ${severity}`)}: see the errors file`]),
  ];
}

function describe({ count, kind, firstRecord, firstLine }: IssueGroup): string {
  return `${count} × ${visible(kind)}, ${count === 1 ? 'in' : 'first in'} ${describePlace(firstRecord, firstLine)}`;
}

function sum(groups: readonly IssueGroup[]): number {
  return groups.reduce((total, { count }) => total + count, 0);
}
