import { isList, type JsonValue, type User } from './user.ts';

/**
 * Bytes of a whole item. DynamoDB's limit is 400 KB.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html, 2026-11.
 */
export const ITEM_LIMIT_BYTES = 400 * 1024;

/** Bytes that are kept free for Rollcall's own attributes: times, version, the mark of the last write. */
export const RESERVED_BYTES = 64 * 1024;

/** Bytes that a user may take. */
export const MAX_ITEM_BYTES = ITEM_LIMIT_BYTES - RESERVED_BYTES;

const NUMBER_BYTES = 21;
const COLLECTION_BYTES = 3;

/** Size of a user's item by DynamoDB's rules, rounded up where they are inexact. */
export function userItemBytes(userKey: string, user: User): number {
  let bytes = 'userKey'.length + Buffer.byteLength(userKey);
  for (const [name, value] of user.fields) bytes += fieldBytes(name, value);
  for (const [name, elements] of user.sets) bytes += setBytes(name, elements);
  return bytes;
}

/** Bytes that the field or the set of this name takes; 0 if the user has neither. */
export function attributeBytes({ fields, sets }: User, name: string): number {
  const value = fields.get(name);
  const elements = sets.get(name);
  return (value === undefined ? 0 : fieldBytes(name, value)) + (elements ? setBytes(name, elements) : 0);
}

function fieldBytes(name: string, value: JsonValue): number {
  return Buffer.byteLength(name) + valueBytes(value);
}

function setBytes(name: string, elements: ReadonlySet<string>): number {
  let bytes = Buffer.byteLength(name) + COLLECTION_BYTES;
  for (const element of elements) bytes += Buffer.byteLength(element) + 1;
  return bytes;
}

function valueBytes(value: JsonValue): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return NUMBER_BYTES;
  if (typeof value === 'boolean' || value === null) return 1;
  let bytes = COLLECTION_BYTES;
  if (isList(value)) for (const item of value) bytes += valueBytes(item) + 1;
  else
    for (const [name, item] of Object.entries(value)) bytes += Buffer.byteLength(name) + valueBytes(item) + 1;
  return bytes;
}
