import type { ImportTypeDefinition } from '../core/import-type/import-type.ts';
import { groupMembersRules } from './group-members-rules.ts';
import { groupMembersSample } from './group-members-sample.ts';

/** Members of a social network's groups. The group and the role come from the file's parameters, not from its records. */
export const groupMembers: ImportTypeDefinition = {
  ...groupMembersRules,
  title: 'Group members',
  description:
    'Members of a social network’s groups, in CSV without a header row: `email, first name, last name`, then one column for each selected profile field. The group and the role are parameters of the file.',
  notes: [
    '`group` and `selectedFields` are ids from the tenant’s settings. `roleId` is 2 (regular), 3 (member), 4 (moderator) or 5 (administrator); 1 is stored as 2.',
    'If `selectedFields` has a field twice, both cells must have the same value.',
  ],
  sample: groupMembersSample,
};
