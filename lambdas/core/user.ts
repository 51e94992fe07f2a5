/** A value of a user's field. `null` never occurs: a field that is cleared is absent. */
export type FieldValue = string | number | boolean | readonly string[];

/**
 * A user's fields by their full name (`customFields.plan`): flat, so that a record can write one leaf without touching
 * its siblings (promise 5; docs/adr/0003). Segments are a set of their own.
 */
export interface User {
  readonly fields: ReadonlyMap<string, FieldValue>;
  readonly segments: ReadonlySet<string>;
}

export const NO_USER: User = { fields: new Map(), segments: new Set() };

/** Applied one after another: `add` and `remove` name a segment, `clear` removes all. */
export type SegmentOperation =
  | { readonly kind: 'add'; readonly segment: string }
  | { readonly kind: 'remove'; readonly segment: string }
  | { readonly kind: 'clear' };

/** What one valid record does to one user: the fields that it carries and no others. */
export interface UserChange {
  readonly userKey: string;
  readonly set: ReadonlyMap<string, FieldValue>;
  readonly clear: ReadonlySet<string>;
  /** Name prefixes (`customFields.`) under which every field is cleared before `set` applies. */
  readonly clearFamilies: ReadonlySet<string>;
  readonly segments: readonly SegmentOperation[];
}

export function sameValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  if (typeof a === 'object' && typeof b === 'object') {
    return a.length === b.length && a.every((item, i) => item === b[i]);
  }
  return a === b;
}
