import { createHash } from 'node:crypto';
import type { Import } from '../../contracts/import.ts';

export interface ShownInExecutions {
  readonly tenant: string;
  readonly importType: string;
  readonly fileHash: string;
}

const HASH_CHARACTERS = 16;

/**
 * The part of an execution's input that is for operators only. File names and object keys may contain personal data (the
 * name of a person, an address), and every operator can read the history of an execution: the input has a hash of the key.
 */
export function shownInExecutions({
  tenant,
  importType,
  source,
  upload,
}: Pick<Import, 'tenant' | 'importType' | 'source' | 'upload'>): ShownInExecutions {
  const hash = createHash('sha256')
    .update((source ?? upload)?.key ?? '')
    .digest('hex');
  return { tenant, importType, fileHash: hash.slice(0, HASH_CHARACTERS) };
}
