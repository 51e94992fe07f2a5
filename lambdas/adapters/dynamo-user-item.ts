import { isOwnAttribute } from '../contracts/attribute-name.ts';
import type { StoredUser } from '../core/user/stored-user.ts';
import type { FieldValue, JsonValue } from '../core/user/user.ts';
import { unpackedMark } from './dynamo-write-mark.ts';

/**
 * Reads a user's item. Attributes that begin with `_` are Rollcall's own; values of a kind that no field can have
 * (a binary, a set of numbers) belong to other writers and are ignored.
 */
export function storedUserOf(item: Readonly<Record<string, unknown>>): StoredUser {
  const fields = new Map<string, FieldValue>();
  const sets = new Map<string, ReadonlySet<string>>();
  for (const [name, value] of Object.entries(item)) {
    if (isOwnAttribute(name)) continue;
    if (isTextSet(value)) sets.set(name, value);
    else if (value !== null && isJson(value)) fields.set(name, value);
  }
  const version = item._version;
  return {
    user: { fields, sets },
    version: typeof version === 'number' ? version : undefined,
    mark: unpackedMark(item._import),
  };
}

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
