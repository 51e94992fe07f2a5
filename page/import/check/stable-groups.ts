import type { IssueGroup } from '../../check/protocol.ts';

/** Groups in the order in which they were seen first: those that are solved stay, with a count of 0, and nothing moves. */
export function stableGroups(
  before: readonly IssueGroup[],
  now: readonly IssueGroup[],
): readonly IssueGroup[] {
  const found = new Map(now.map((group) => [group.id, group]));
  const known = new Set(before.map(({ id }) => id));
  return [
    ...before.map((group) => found.get(group.id) ?? { ...group, count: 0 }),
    ...now.filter(({ id }) => !known.has(id)),
  ];
}
