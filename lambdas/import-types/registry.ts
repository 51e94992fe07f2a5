import type { Import } from '../contracts/import.ts';
import type { Purpose } from '../contracts/import-options.ts';
import { NO_SETTINGS } from '../contracts/tenant-settings.ts';
import type { ImportType, ImportTypeDefinition } from '../core/import-type/import-type.ts';
import { groupMembers } from './group-members.ts';
import { participants } from './participants.ts';
import { userFeed } from './user-feed.ts';
import { workspaceUsers } from './workspace-users.ts';

/** Every import type there is, in the order in which they are tried when a file's type has to be recognised. */
export const IMPORT_TYPES: readonly ImportTypeDefinition[] = [
  participants,
  workspaceUsers,
  groupMembers,
  userFeed,
];

export function findDefinition(name: string): ImportTypeDefinition | undefined {
  return IMPORT_TYPES.find((type) => type.name === name);
}

/** What an import is for: as its sender says, else as its type does. */
export function purposeOf({ options, importType }: Pick<Import, 'options' | 'importType'>): Purpose {
  return options.purpose ?? (findDefinition(importType)?.confirms ? 'confirm' : 'import');
}

/** The type of an import that was inspected, as it is for this import; undefined when there is no such type. */
export function typeOfImport({
  importType,
  settings = NO_SETTINGS,
  parameters,
}: Pick<Import, 'importType' | 'settings' | 'parameters'>): ImportType | undefined {
  return findDefinition(importType)?.resolve({ settings, parameters });
}
