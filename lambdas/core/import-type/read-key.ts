import type { FieldValue, UserChange } from '../user/user.ts';
import { userKeyOf } from '../user/user-key.ts';
import { matchField } from './field-names.ts';
import type { ImportType } from './import-type.ts';
import type { RecordFields } from './record-fields.ts';
import { RecordReader } from './record-reader.ts';

/** The valid key fields of a record, by which a person can identify it. */
export function keyFields(
  type: ImportType,
  set: ReadonlyMap<string, FieldValue>,
): ReadonlyMap<string, FieldValue> {
  return new Map([...set].filter(([field]) => type.key.includes(field)));
}

/** Whether a column or a dotted JSON path is one of the fields from which conflict keys are made. */
export function isKeyField(type: ImportType, path: string): boolean {
  const match = matchField(type, path);
  return match.kind === 'known' && type.keyFields.includes(match.rule.name);
}

/**
 * The user of a record and its valid values; undefined when a part of the key is missing. With the key fields alone
 * it returns the same values for them as readRecord does for the whole record, if the record is valid.
 */
export function readKey(
  type: ImportType,
  tenant: string,
  record: RecordFields,
): Pick<UserChange, 'userKey' | 'set' | 'sets'> | undefined {
  const reader = new RecordReader(type, record, { onBlank: 'keep' });
  for (const [path, raw] of record.entries) reader.read(path, raw);
  const { set, sets } = reader;
  if (type.key.some((field) => !set.has(field))) return undefined;
  return { userKey: userKeyOfSet(type, tenant, set), set, sets };
}

/** The key of the user that has these values. */
export function userKeyOfSet(type: ImportType, tenant: string, set: ReadonlyMap<string, FieldValue>): string {
  return userKeyOf(
    tenant,
    type.name,
    type.key.map((field) => keyPart(type, field, set.get(field) as FieldValue)),
  );
}

function keyPart(type: ImportType, field: string, value: FieldValue): string {
  return type.keyPart === undefined ? String(value) : type.keyPart(field, value);
}
