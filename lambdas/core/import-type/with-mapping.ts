import type { ColumnMapping } from '../../contracts/column-map.ts';
import type { ImportType } from './import-type.ts';

/** The type as an import reads it whose file has other names. */
export function withMapping(type: ImportType, mapping: ColumnMapping | undefined): ImportType {
  return mapping === undefined ? type : { ...type, mapping };
}
