import { DamagedImport } from '../adapters/damaged-import.ts';
import { findOwnImport } from '../commands/find-own-import.ts';
import type { Import } from '../contracts/import.ts';
import type { Bearer } from './bearer.ts';
import { damagedImport } from './damaged-import.ts';
import { mayUse } from './own-types.ts';
import type { ApiPorts } from './ports.ts';
import { Problem } from './problem.ts';

/**
 * The import that a request names. Imports of other tenants, and for a session those of other persons and of types that it
 * does not allow, do not exist for the caller.
 * @throws Problem not-found, and import-damaged for an own import whose item does not match its schema
 */
export async function readOwnImport(ports: ApiPorts, bearer: Bearer, importId: string): Promise<Import> {
  const { tenant } = bearer;
  const item = await findOwnImport(ports.imports, { importId, tenant }).catch((error: unknown) => {
    if (!(error instanceof DamagedImport)) throw error;
    const { owner } = error;
    const isTheirs = owner?.tenant === tenant && isOwn(bearer, owner);
    throw isTheirs ? damagedImport(importId, error) : noSuchImport(importId);
  });
  if (item === undefined || !isOwn(bearer, item)) throw noSuchImport(importId);
  return item;
}

/**
 * Whether the bearer may see the import. An importer sees those that it has created itself; a session also sees those of
 * other sessions of its person.
 */
export function isOwn(
  bearer: Bearer,
  { importType, createdBy }: Pick<Import, 'importType' | 'createdBy'>,
): boolean {
  if (!mayUse(bearer, importType)) return false;
  if (bearer.role === 'tenant-admin') return true;
  const isCreator = createdBy?.kind === bearer.kind && createdBy.id === bearer.id;
  const isPerson = bearer.person !== undefined && createdBy?.person === bearer.person;
  return isCreator || isPerson;
}

export function noSuchImport(importId: string): Problem {
  return new Problem('not-found', `There is no import ${importId}.`);
}
