import type { StoredUser } from '../core/user/stored-user.ts';
import type { FieldValue } from '../core/user/user.ts';

type Evaluated = Pick<StoredUser, 'user' | 'others'>;

interface PackedUser {
  readonly fields: readonly (readonly [string, FieldValue])[];
  readonly sets: readonly (readonly [string, readonly string[]])[];
  readonly others?: { readonly names: readonly string[]; readonly bytes: number } | undefined;
}

/** A user in JSON. Pairs instead of objects, because `__proto__` is a valid name. */
export function packUser({ user: { fields, sets }, others }: Evaluated): PackedUser {
  return {
    fields: [...fields],
    sets: [...sets].map(([name, elements]) => [name, [...elements]]),
    others: others && { names: [...others.names], bytes: others.bytes },
  };
}

export function unpackUser(packed: unknown): Evaluated {
  const { fields, sets, others } = packed as PackedUser;
  const user = {
    fields: new Map(fields),
    sets: new Map(sets.map(([name, elements]) => [name, new Set(elements)])),
  };
  return { user, others: others && { names: new Set(others.names), bytes: others.bytes } };
}
