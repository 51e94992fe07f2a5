import { NO_SETTINGS, type SettingsSnapshot } from '../../contracts/tenant-settings.ts';
import type { JsonValue } from '../user/user.ts';
import type { ImportType, ImportTypeDefinition } from './import-type.ts';

/** A record of a sample: values by field name, in the order of the columns. A CSV cell shows a value as text. */
export type SampleRecord = Readonly<Record<string, JsonValue>>;

/** Records by which a type's template, its page and its tests show it, with all that is needed to read them. */
export interface TypeSample {
  /** What a tenant has decided, where the records depend on it. */
  readonly settings?: Partial<SettingsSnapshot>;
  /** What comes with the file, as `resolve` takes it. */
  readonly parameters?: unknown;
  /** Good records. */
  readonly records: readonly SampleRecord[];
  /** Bad records: what is wrong, and what is different from the first of `records`. The page shows what is said about each. */
  readonly mistakes: readonly (readonly [what: string, fields: SampleRecord])[];
}

/** The type as it is for its own sample. */
export function sampleType({ sample, resolve }: ImportTypeDefinition): ImportType {
  return resolve({ settings: { ...NO_SETTINGS, ...sample.settings }, parameters: sample.parameters });
}
