import type { ColumnMapping } from '../../contracts/column-map.ts';
import type { ImportType } from '../import-type/import-type.ts';
import type { Sampled } from './json-structure.ts';
import { type ColumnChoices, NO_CHOICES } from './mapping/check-mapping.ts';
import type { Rejection } from './rejection.ts';

export type Recognition =
  | {
      readonly ok: true;
      readonly type: ImportType;
      /** Columns that are not read although nothing says that they are left out. */
      readonly unknownColumns: readonly string[];
      /** How the file's names are read. Absent: exact names only. */
      readonly mapping?: ColumnMapping;
    }
  | ({ readonly ok: false } & Rejection);

/** What the sender and the tenant say about names, and which names JSON records have. */
export interface NamesOfFile {
  readonly choicesFor: (type: ImportType) => ColumnChoices;
  /** The first records of a JSON file. */
  readonly sampled: () => Sampled;
}

export const EXACT_NAMES: NamesOfFile = {
  choicesFor: () => NO_CHOICES,
  sampled: () => ({ records: [], each: '.' }),
};
