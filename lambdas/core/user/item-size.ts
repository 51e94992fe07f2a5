import { isList, type JsonValue, type User } from './user.ts';

/**
 * What a user may take, in bytes: DynamoDB's 400 KB an item, less room for the attributes that Rollcall keeps beside
 * the fields (times, version, the mark of the last import with an outcome for each of a chunk's records).
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html, 2026-11.
 */
export const MAX_ITEM_BYTES = 400 * 1024 - 64 * 1024;

const NUMBER_BYTES = 21;
const COLLECTION_BYTES = 3;

/** Size of a user's item by DynamoDB's rules, rounded up where they are inexact. */
export function userItemBytes(userKey: string, user: User): number {
  let bytes = 'userKey'.length + Buffer.byteLength(userKey);
  for (const [name, value] of user.fields) bytes += Buffer.byteLength(name) + valueBytes(value);
  for (const [name, elements] of user.sets) {
    bytes += Buffer.byteLength(name) + COLLECTION_BYTES;
    for (const element of elements) bytes += Buffer.byteLength(element) + 1;
  }
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
