import type { ColumnMapping } from '../../contracts/column-map.ts';
import type { ImportType } from './import-type.ts';

/** The type as an import reads it whose file has other names. */
export function withMapping(type: ImportType, mapping: ColumnMapping | undefined): ImportType {
  return mapping === undefined ? type : { ...type, mapping };
}

/** Columns by position, and columns that a header file declares, have no other names. */
export function mayBeMapped({ headerless, unknownField }: ImportType): boolean {
  return headerless === undefined && unknownField === undefined;
}
