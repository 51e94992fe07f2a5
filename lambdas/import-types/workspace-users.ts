import type { ImportTypeDefinition } from '../core/import-type/import-type.ts';
import { workspaceUsersRules } from './workspace-users-rules.ts';
import { workspaceUsersSample } from './workspace-users-sample.ts';

/** Users of a workspace, in the columns of its import template. */
export const workspaceUsers: ImportTypeDefinition = {
  ...workspaceUsersRules,
  title: 'Workspace users',
  description:
    'Users of a workspace, in the columns of its import template. Rollcall evaluates the file first. The sender sees how many users would be created and updated, and then confirms or cancels the import.',
  notes: [
    'The tenant’s settings define the groups, the sources, and the maximum number of records in a file (`limits.workspaceUsersRecords`).',
    'Group names are case-sensitive. Letter case does not matter in status, role, sources and `none`.',
    'A user keeps all existing groups and usernames.',
    'A source that is not enabled rejects the whole file. Nothing is imported.',
  ],
  sample: workspaceUsersSample,
};
