import { expect, it } from 'vitest';
import type { IssueGroup } from '../../../page/check/protocol.ts';
import { stableGroups } from '../../../page/import/check/stable-groups.ts';

const group = (id: number, count: number): IssueGroup => ({
  ...{
    id,
    count,
    severity: 'error',
    code: 'VALIDATION_FAILED',
    field: 'locale',
    kind: 'locale must be',
    firstRecord: 1,
  },
});

it('groups of problems keep their order while they are solved, and new ones are added at the end', () => {
  const first = stableGroups([], [group(4, 34), group(2, 3)]);
  const later = stableGroups(first, [group(7, 5), group(2, 3)]);
  expect(later.map(({ id, count }) => [id, count])).toEqual([
    [4, 0],
    [2, 3],
    [7, 5],
  ]);
});
