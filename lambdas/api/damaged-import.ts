import { DamagedImport } from '../adapters/damaged-import.ts';
import type { Import } from '../contracts/import.ts';
import type { ApiPorts } from './ports.ts';
import { Problem } from './problem.ts';

export function damagedImport(importId: string, { attributes }: DamagedImport): Problem {
  return new Problem(
    'import-damaged',
    `The stored import ${importId} is damaged. Attributes that cannot be read: ${attributes.join(', ')}. The operators of the stage can restore its item.`,
  );
}

/**
 * An import as operators see it: without attributes that are damaged.
 * @throws Problem not-found, and import-damaged if too little is left of it
 */
export async function readAnyImport({ anyImports }: ApiPorts, importId: string): Promise<Import> {
  const item = await anyImports.find(importId).catch((error: unknown) => {
    throw error instanceof DamagedImport ? damagedImport(importId, error) : error;
  });
  if (item === undefined) throw new Problem('not-found', `There is no import ${importId}.`);
  return item;
}

/** For a list: one that is damaged must not hide the others. @returns undefined also if too little is left of it */
export async function findReadable({ anyImports }: ApiPorts, importId: string): Promise<Import | undefined> {
  try {
    return await anyImports.find(importId);
  } catch (error) {
    if (error instanceof DamagedImport) return undefined;
    throw error;
  }
}
