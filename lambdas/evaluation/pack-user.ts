import { creationIn, markOfCreation } from '../core/apply/write-mark.ts';
import type { StoredUser } from '../core/user/stored-user.ts';
import type { FieldValue } from '../core/user/user.ts';

interface PackedUser {
  /** Number of the record that has created the user. */
  readonly createdBy?: number | undefined;
  readonly fields: readonly (readonly [string, FieldValue])[];
  readonly sets: readonly (readonly [string, readonly string[]])[];
  readonly others?: { readonly names: readonly string[]; readonly bytes: number } | undefined;
}

/** A user in JSON. Pairs instead of objects, because `__proto__` is a valid name. */
export function packUser({ user: { fields, sets }, others, mark }: StoredUser, importId: string): PackedUser {
  return {
    createdBy: creationIn(mark, importId),
    fields: [...fields],
    sets: [...sets].map(([name, elements]) => [name, [...elements]]),
    others: others && { names: [...others.names], bytes: others.bytes },
  };
}

/** Of the mark, only which record created the user is left: a step must not find itself overtaken. */
export function unpackUser(packed: unknown, importId: string): StoredUser {
  const { createdBy, fields, sets, others } = packed as PackedUser;
  const user = {
    fields: new Map(fields),
    sets: new Map(sets.map(([name, elements]) => [name, new Set(elements)])),
  };
  return {
    user,
    version: 0,
    mark: createdBy === undefined ? undefined : markOfCreation(importId, createdBy),
    others: others && { names: new Set(others.names), bytes: others.bytes },
  };
}
