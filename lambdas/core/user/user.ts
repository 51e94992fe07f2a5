/** A value within a user's field: any JSON value. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** A value of a user's field. Never `null`: a field that was cleared is absent. */
export type FieldValue = Exclude<JsonValue, null>;

/**
 * A user's fields by their full name (`customFields.plan`): flat, so that a record can write one field without
 * touching its siblings (docs/adr/0003). Sets (segments, groups) are kept apart, because their elements are added and
 * removed one by one; a set without elements is absent.
 */
export interface User {
  readonly fields: ReadonlyMap<string, FieldValue>;
  readonly sets: ReadonlyMap<string, ReadonlySet<string>>;
}

export const NO_USER: User = { fields: new Map(), sets: new Map() };

/** Applied one after another: `add` and `remove` name an element, `clear` removes all. */
export type SetOperation =
  | { readonly kind: 'add'; readonly element: string }
  | { readonly kind: 'remove'; readonly element: string }
  | { readonly kind: 'clear' };

/** What one valid record does to one user. It names the fields and sets that the record carries and no others. */
export interface UserChange {
  readonly userKey: string;
  readonly set: ReadonlyMap<string, FieldValue>;
  readonly clear: ReadonlySet<string>;
  /** Name prefixes (`customFields.`) under which every field is cleared before `set` applies. */
  readonly clearFamilies: ReadonlySet<string>;
  /** By the name of the set. */
  readonly sets: ReadonlyMap<string, readonly SetOperation[]>;
}

/** The values and set elements that a change gives to its user. */
export function givenBy(change: Pick<UserChange, 'set' | 'sets'>): User {
  const sets = new Map<string, ReadonlySet<string>>();
  for (const [name, operations] of change.sets) {
    const added = operations.flatMap((operation) => (operation.kind === 'add' ? [operation.element] : []));
    if (added.length > 0) sets.set(name, new Set(added));
  }
  return { fields: change.set, sets };
}

export function sameValue(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isList(a) || isList(b)) {
    return isList(a) && isList(b) && a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  }
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameValue(a[name], b[name]))
  );
}

/** Array.isArray does not narrow readonly arrays. */
export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
