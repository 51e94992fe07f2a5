import type { Import } from '../contracts/import.ts';
import type { Purpose } from '../contracts/import-options.ts';
import { NO_SETTINGS } from '../contracts/no-settings.ts';
import type { ImportType, ImportTypeDefinition } from '../core/import-type/import-type.ts';
import { withMapping } from '../core/import-type/with-mapping.ts';
import { groupMembers } from './group-members.ts';
import { participants } from './participants.ts';
import { userFeed } from './user-feed.ts';
import { workspaceUsers } from './workspace-users.ts';

/** All import types, in the order in which they are tried when the type of a file must be recognised. */
export const IMPORT_TYPES: readonly ImportTypeDefinition[] = [
  participants,
  workspaceUsers,
  groupMembers,
  userFeed,
];

export function findDefinition(name: string): ImportTypeDefinition | undefined {
  return IMPORT_TYPES.find((type) => type.name === name);
}

/** The purpose of an import: the sender's choice, otherwise the default of the import type. */
export function purposeOf({ options, importType }: Pick<Import, 'options' | 'importType'>): Purpose {
  return options.purpose ?? (findDefinition(importType)?.confirms ? 'confirm' : 'import');
}

/** The type of an inspected import, resolved with its settings, parameters and mapping; undefined when the type does not exist. */
export function typeOfImport({
  importType,
  settings = NO_SETTINGS,
  parameters,
  layout,
}: Pick<Import, 'importType' | 'settings' | 'parameters' | 'layout'>): ImportType | undefined {
  const type = findDefinition(importType)?.resolve({ settings, parameters });
  return type && withMapping(type, layout?.mapping);
}
