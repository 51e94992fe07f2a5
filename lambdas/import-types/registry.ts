import type { ImportType } from '../core/import-type.ts';
import { participants } from './participants.ts';

/** Every import type there is, in the order in which they are tried when a file's type has to be recognised. */
export const IMPORT_TYPES: readonly ImportType[] = [participants];

export function findImportType(name: string): ImportType | undefined {
  return IMPORT_TYPES.find((type) => type.name === name);
}
