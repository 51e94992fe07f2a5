import type { FileLayout } from '../../contracts/file-layout.ts';
import type { ImportType } from '../import-type/import-type.ts';
import { isKeyField, readKey } from '../import-type/read-key.ts';
import { fieldsOfRow } from '../import-type/record-fields.ts';
import { unguardCell } from '../round-trip/guard-cell.ts';
import { isOurs } from '../round-trip/sender-columns.ts';
import { addKeys } from './add-keys.ts';
import type { ReadKeys } from './key-list.ts';
import { createCells } from './locate-cells.ts';
import { createReadVerbatimKeys } from './verbatim-keys.ts';

/**
 * Reads the conflict keys of a CSV record. The fast way hashes the bytes of the cells. The slow way decodes the cells
 * and asks the import type; it is used where bytes and key may differ. Both give the same hashes for every valid
 * record.
 */
export function createReadCsvKeys(
  type: ImportType,
  tenant: string,
  layout: FileLayout & { readonly format: 'csv' },
): ReadKeys {
  const wanted = [...layout.columns.keys()].filter((i) => isKeyField(type, layout.columns[i] as string));
  const columns = wanted.map((i) => layout.columns[i] as string);
  const cells = createCells(layout.delimiter.charCodeAt(0), wanted);
  const isGuarded = isOurs(layout);
  const readVerbatim = isGuarded ? () => false : createReadVerbatimKeys(type, tenant, columns, cells);

  return (bytes, from, to, keys) => {
    const before = keys.count();
    cells.locate(bytes, from, to);
    if (readVerbatim(bytes, keys)) return;
    keys.truncate(before);
    const sent = columns.map((_, i) => cells.text(bytes, i));
    const row = isGuarded ? sent.map(unguardCell) : sent;
    addKeys(type, tenant, readKey(type, tenant, fieldsOfRow(columns, row)), keys);
  };
}
