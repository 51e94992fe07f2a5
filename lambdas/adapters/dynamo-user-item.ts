import { isOwnAttribute, LIST_ATTRIBUTES } from '../contracts/attribute-name.ts';
import type { StoredUser } from '../core/user/stored-user.ts';
import type { FieldValue, JsonValue } from '../core/user/user.ts';
import { unpackedMark } from './dynamo-write-mark.ts';

/**
 * Reads a user's item. Attributes that begin with `_` are Rollcall's own; values of a kind that no field can have
 * (a binary, a set of numbers) belong to other writers and are not part of the user.
 */
export function storedUserOf(item: Readonly<Record<string, unknown>>): StoredUser {
  const fields = new Map<string, FieldValue>();
  const sets = new Map<string, ReadonlySet<string>>();
  const names = new Set<string>();
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) {
    if (WRITTEN_BY_US.has(name)) continue;
    if (!isOwnAttribute(name) && isTextSet(value)) sets.set(name, value);
    else if (!isOwnAttribute(name) && value !== null && isJson(value)) fields.set(name, value);
    else {
      names.add(name);
      bytes += Buffer.byteLength(name) + bytesOf(value);
    }
  }
  const version = item._version;
  return {
    user: { fields, sets },
    version: typeof version === 'number' ? version : undefined,
    mark: unpackedMark(item._import),
    ...(names.size > 0 && { others: { names, bytes } }),
  };
}

/** The size of these is not counted here: RESERVED_BYTES is for them. */
const WRITTEN_BY_US: ReadonlySet<string> = new Set([
  'userKey',
  '_createdAt',
  '_updatedAt',
  '_version',
  '_tenant',
  '_importType',
  ...Object.values(LIST_ATTRIBUTES),
  '_import',
]);

/** An upper bound of the bytes of any value that DynamoDB returns. Recursive: it nests 32 levels at most. */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value !== 'object' || value === null) return MAX_SCALAR_BYTES;
  const entries: readonly (readonly [string, unknown])[] =
    value instanceof Set ? [...value].map((element) => ['', element]) : Object.entries(value);
  return entries.reduce(
    (sum, [name, item]) => sum + Buffer.byteLength(name) + bytesOf(item) + 1,
    COLLECTION_BYTES,
  );
}

/** A number of 38 digits; booleans and nulls are smaller. */
const MAX_SCALAR_BYTES = 21;
const COLLECTION_BYTES = 3;

function isTextSet(value: unknown): value is ReadonlySet<string> {
  return value instanceof Set && [...value].every((element) => typeof element === 'string');
}

function isJson(value: unknown): value is JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return true;
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every(isJson);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isJson);
}
