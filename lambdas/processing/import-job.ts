import type { FileLayout, ObjectReference } from '../contracts/file-layout.ts';
import type { Import } from '../contracts/import.ts';
import type { ImportType } from '../core/import-type/import-type.ts';
import { importTypeOf, type SplitImport, splitImport } from './import-stage.ts';

/** An import that was inspected and split, with everything that is needed to process its records. */
export interface ImportJob {
  readonly item: SplitImport;
  readonly content: ObjectReference;
  readonly layout: FileLayout;
  readonly type: ImportType;
}

/** @throws ContractViolation when the import was not inspected and split */
export function importJob(found: Import): ImportJob {
  const item = splitImport(found);
  return { item, content: item.content, layout: item.layout, type: importTypeOf(item) };
}
