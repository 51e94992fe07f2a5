import type { Naming } from '../../contracts/column-map.ts';
import type { ImportType } from './import-type.ts';

/** The type as an import reads it whose file has other names. */
export function withNaming(type: ImportType, naming: Naming | undefined): ImportType {
  return naming === undefined ? type : { ...type, naming };
}
