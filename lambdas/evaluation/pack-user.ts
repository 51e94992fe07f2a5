import type { FieldValue, User } from '../core/user/user.ts';

interface PackedUser {
  readonly fields: readonly (readonly [string, FieldValue])[];
  readonly sets: readonly (readonly [string, readonly string[]])[];
}

/** A user in JSON. Pairs instead of objects, because `__proto__` is a valid name. */
export function packUser({ fields, sets }: User): PackedUser {
  return { fields: [...fields], sets: [...sets].map(([name, elements]) => [name, [...elements]]) };
}

export function unpackUser(packed: unknown): User {
  const { fields, sets } = packed as PackedUser;
  return {
    fields: new Map(fields),
    sets: new Map(sets.map(([name, elements]) => [name, new Set(elements)])),
  };
}
