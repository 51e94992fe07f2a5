import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { Import } from '../contracts/import.ts';
import type { ImportCommand } from '../contracts/import-commands.ts';

/** The import that a command names. @returns undefined if there is none, or if it is another tenant's */
export async function findOwnImport(
  imports: Pick<ImportStore, 'find'>,
  { importId, tenant }: ImportCommand,
): Promise<Import | undefined> {
  const item = await imports.find(importId);
  return item?.tenant === tenant ? item : undefined;
}
