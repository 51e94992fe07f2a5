import type { FileLayout, ObjectReference } from '../contracts/file-layout.ts';
import type { Import, UploadedImport } from '../contracts/import.ts';
import { NO_SETTINGS } from '../contracts/no-settings.ts';
import type { SettingsSnapshot } from '../contracts/tenant-settings.ts';
import type { ImportType } from '../core/import-type/import-type.ts';
import { typeOfImport } from '../import-types/registry.ts';
import { RollcallError } from '../runtime/errors.ts';

/** An import that InspectFile has passed: its type and layout are known. */
export type InspectedImport = UploadedImport & {
  readonly layout: FileLayout;
  readonly settings: SettingsSnapshot;
};

/** An import that SplitFile has passed: its chunks are in the manifest. */
export type SplitImport = InspectedImport & {
  /** The bytes that the chunks range over. */
  readonly content: ObjectReference;
  readonly split: NonNullable<Import['split']>;
};

/** @throws ContractViolation when no file was uploaded */
export function uploadedImport(item: Import): UploadedImport {
  const { source } = item;
  if (source === undefined) throw new RollcallError('ContractViolation', 'the import has no file');
  return { ...item, source };
}

/** Its options include the tenant's defaults. @throws ContractViolation when the file was not inspected */
export function inspectedImport(item: Import): InspectedImport {
  const { layout, settings = NO_SETTINGS } = item;
  if (layout === undefined) throw new RollcallError('ContractViolation', 'the import was not inspected');
  const { locale = settings.locale } = item.options;
  const options = { ...item.options, ...(locale !== undefined && { locale }) };
  return { ...uploadedImport(item), layout, settings, options };
}

/** @throws ContractViolation when the file was not inspected and split */
export function splitImport(item: Import): SplitImport {
  const { content, split } = item;
  if (content === undefined || split === undefined)
    throw new RollcallError('ContractViolation', 'the import was not split');
  return { ...inspectedImport(item), content, split };
}

/** @throws ContractViolation when there is no such type: a deployment removed it while the import was running */
export function importTypeOf(item: InspectedImport): ImportType {
  const type = typeOfImport(item);
  if (type !== undefined) return type;
  throw new RollcallError('ContractViolation', `there is no import type ${item.importType}`);
}
