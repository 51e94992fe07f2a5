import type { ImportTypeRules } from '../core/import-type/import-type.ts';
import { groupMembersRules } from './group-members-rules.ts';
import { participantsRules } from './participants-rules.ts';
import { userFeedRules } from './user-feed-rules.ts';
import { workspaceUsersRules } from './workspace-users-rules.ts';

/** The rules of all import types, in the order of IMPORT_TYPES: the check worker of the page contains no documentation. */
export const IMPORT_TYPE_RULES: readonly ImportTypeRules[] = [
  participantsRules,
  workspaceUsersRules,
  groupMembersRules,
  userFeedRules,
];

export function findRules(name: string): ImportTypeRules | undefined {
  return IMPORT_TYPE_RULES.find((type) => type.name === name);
}
