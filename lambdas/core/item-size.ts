import type { FieldValue, User } from './user.ts';

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
  if (user.segments.size > 0) bytes += 'segments'.length + COLLECTION_BYTES;
  for (const segment of user.segments) bytes += Buffer.byteLength(segment) + 1;
  return bytes;
}

function valueBytes(value: FieldValue): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return NUMBER_BYTES;
  if (typeof value === 'boolean') return 1;
  return value.reduce((sum, item) => sum + Buffer.byteLength(item) + 1, COLLECTION_BYTES);
}
