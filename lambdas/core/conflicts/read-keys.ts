import type { FileLayout } from '../../contracts/file-layout.ts';
import type { ImportType } from '../import-type/import-type.ts';
import { createReadCsvKeys } from './csv-keys.ts';
import { createReadJsonKeys } from './json-keys.ts';
import type { KeyList } from './key-list.ts';

/**
 * Adds the conflict keys of the record in bytes `from` to `to`. Every key that a worker finds in the record, for
 * certain; of a record that a worker refuses, perhaps some, perhaps none.
 */
export type ReadKeys = (bytes: Buffer, from: number, to: number, keys: KeyList) => void;

export function createReadKeys(type: ImportType, tenant: string, layout: FileLayout): ReadKeys {
  return layout.format === 'csv' ? createReadCsvKeys(type, tenant, layout) : createReadJsonKeys(type, tenant);
}
