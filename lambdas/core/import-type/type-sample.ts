import type { SettingsSnapshot } from '../../contracts/tenant-settings.ts';
import type { JsonValue } from '../user/user.ts';

/** A record of a sample: values by field name, in the order of the columns. In CSV, each value is written as text. */
export type SampleRecord = Readonly<Record<string, JsonValue>>;

/** Example records of an import type, for its template, its documentation page and its tests, and what is needed to read them. */
export interface TypeSample {
  /** Settings of the tenant that the records depend on. */
  readonly settings?: Partial<SettingsSnapshot>;
  /** Parameters of the file, as `resolve` takes them. */
  readonly parameters?: unknown;
  /** Valid records. */
  readonly records: readonly SampleRecord[];
  /** Invalid records: what is wrong, and the fields that differ from the first of `records`. The page shows the message for each. */
  readonly mistakes: readonly (readonly [what: string, fields: SampleRecord])[];
}
