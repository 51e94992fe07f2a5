import { WriteMarkSchema } from '../contracts/write-mark.ts';
import type { StoredUser } from '../core/fold-user.ts';
import type { FieldValue } from '../core/user.ts';

/**
 * Reads a user's item. Attributes that begin with `_` are Rollcall's own; values of a kind that no field can have
 * (a map, a binary) belong to other writers and are left alone.
 */
export function storedUserOf(item: Readonly<Record<string, unknown>>): StoredUser {
  const fields = new Map<string, FieldValue>();
  for (const [name, value] of Object.entries(item)) {
    if (name !== 'userKey' && !name.startsWith('_') && isFieldValue(value)) fields.set(name, value);
  }
  const segments = item.segments instanceof Set ? new Set([...item.segments].map(String)) : new Set<string>();
  const mark = WriteMarkSchema.safeParse(item._import);
  const version = item._version;
  return {
    user: { fields, segments },
    version: typeof version === 'number' ? version : undefined,
    mark: mark.success ? mark.data : undefined,
  };
}

function isFieldValue(value: unknown): value is FieldValue {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
