/** The import types of a stage. A test compares them with the registry, which has all rules and is not loaded here. */
export const TYPE_NAMES = ['participants', 'workspace-users', 'group-members', 'user-feed'] as const;
