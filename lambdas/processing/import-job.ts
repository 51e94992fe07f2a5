import type { FileLayout, ObjectReference } from '../contracts/file-layout.ts';
import type { Import } from '../contracts/import.ts';
import type { ImportType } from '../core/import-type/import-type.ts';
import { typeOfImport } from '../import-types/registry.ts';
import { RollcallError } from '../runtime/errors.ts';

/** An import that was inspected and split: all that its records need. */
export interface ImportJob {
  readonly item: Import;
  readonly content: ObjectReference;
  readonly layout: FileLayout;
  readonly type: ImportType;
}

/** @throws ContractViolation when the import has not come so far. */
export function importJob(item: Import): ImportJob {
  const { content, layout } = item;
  const type = typeOfImport(item);
  if (content === undefined || layout === undefined || type === undefined) {
    throw new RollcallError('ContractViolation', 'the import was not inspected and split');
  }
  return { item, content, layout, type };
}
