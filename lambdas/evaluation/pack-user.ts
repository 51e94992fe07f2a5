import type { FieldValue, User } from '../core/user/user.ts';

interface PackedUser {
  readonly fields: readonly (readonly [string, FieldValue])[];
  readonly sets: readonly (readonly [string, readonly string[]])[];
}

/** A user as JSON holds it. Pairs, not objects: `__proto__` is a name like any other. */
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
