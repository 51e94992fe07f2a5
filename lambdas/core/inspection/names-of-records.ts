import { matchField } from '../import-type/field-names.ts';
import type { ImportType } from '../import-type/import-type.ts';
import { isTypedValue } from '../import-type/plain-names.ts';
import { fieldsOfJson } from '../import-type/record-fields.ts';
import { similarField } from '../import-type/similar-field.ts';
import { mayBeMapped } from '../import-type/with-mapping.ts';
import { isJsonObject } from '../records/json-kind.ts';

export type JsonRecord = Readonly<Record<string, unknown>>;

export interface RecordNames {
  /** Dotted paths, in the order in which they occur. */
  readonly names: readonly string[];
  /** Names whose value is an object that is no field, with the keys in it. */
  readonly objects: ReadonlyMap<string, readonly string[]>;
}

const MAX_NAMES = 1000;
const MAX_DEPTH = 3;

/**
 * The names that JSON records have. An object that is no field is one name, unless a value in it seems to be a field
 * (`profile.first_name`): its members are then the names.
 */
export function namesOfRecords(type: ImportType, records: readonly JsonRecord[]): RecordNames {
  const names = new Set<string>();
  const objects = new Map<string, readonly string[]>();
  const mapped = new Set(type.mapping?.columns.map(([column]) => column));

  function add(path: string, value: unknown, depth: number): void {
    if (names.size >= MAX_NAMES) return;
    const members = isJsonObject(value) ? Object.entries(value) : [];
    if (isJsonObject(value) && !mapped.has(path) && isOpened(type, path, value, depth)) {
      for (const [key, inner] of members) add(`${path}.${key}`, inner, depth + 1);
      return;
    }
    names.add(path);
    const keys = members.map(([key]) => key);
    if (keys.length > 0) objects.set(path, keys);
  }

  for (const record of records) {
    for (const [path, value] of fieldsOfJson(type, record).entries) add(path, value, 1);
  }
  return { names: [...names], objects };
}

/** Whether the values in an object have names of their own. */
function isOpened(type: ImportType, path: string, value: JsonRecord, depth: number): boolean {
  if (depth > MAX_DEPTH || !mayBeMapped(type)) return false;
  const entries = Object.entries(value);
  const isTyped = isTypedValue(value);
  // `Custom Fields` is read as a whole, and `customFields.address` is a field with a wrong value.
  if (
    !isTyped &&
    (matchField(type, path).kind !== 'unknown' || similarField(type, path, 'json') !== undefined)
  )
    return false;
  return entries.some(([key, inner]) => {
    const name = `${path}.${key}`;
    return isJsonObject(inner)
      ? isOpened(type, name, inner, depth + 1)
      : similarField(type, name, 'json') !== undefined;
  });
}
