import type { FileLayout } from '../../contracts/file-layout.ts';
import type { ImportType } from '../import-type/import-type.ts';
import { createReadCsvKeys } from './csv-keys.ts';
import { createReadJsonKeys } from './json-keys.ts';
import type { ReadKeys } from './key-list.ts';

export function createReadKeys(type: ImportType, tenant: string, layout: FileLayout): ReadKeys {
  return layout.format === 'csv' ? createReadCsvKeys(type, tenant, layout) : createReadJsonKeys(type, tenant);
}
