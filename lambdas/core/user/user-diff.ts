import { attributeBytes } from './item-size.ts';
import { type FieldValue, NO_USER, sameValue, type User } from './user.ts';

/** Elements of one set. Never both empty. */
export interface SetDiff {
  readonly add: ReadonlySet<string>;
  readonly delete: ReadonlySet<string>;
}

/**
 * What must be written to turn one user into another: single fields and elements only, so that what other systems
 * write to the same item is kept.
 */
export interface UserDiff {
  readonly set: ReadonlyMap<string, FieldValue>;
  readonly remove: readonly string[];
  /** By the name of the set. */
  readonly sets: ReadonlyMap<string, SetDiff>;
}

export const NO_DIFF: UserDiff = { set: new Map(), remove: [], sets: new Map() };
const NO_ELEMENTS: ReadonlySet<string> = new Set();

export function diffUsers(from: User | undefined, to: User): UserDiff {
  const before = from ?? NO_USER;
  return {
    set: new Map([...to.fields].filter(([name, value]) => !sameValue(value, before.fields.get(name)))),
    remove: [...before.fields.keys()].filter((name) => !to.fields.has(name)),
    sets: diffSets(before.sets, to.sets),
  };
}

function diffSets(before: User['sets'], after: User['sets']): ReadonlyMap<string, SetDiff> {
  const diffs = new Map<string, SetDiff>();
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const had = before.get(name) ?? NO_ELEMENTS;
    const has = after.get(name) ?? NO_ELEMENTS;
    const diff = { add: has.difference(had), delete: had.difference(has) };
    if (diff.add.size + diff.delete.size > 0) diffs.set(name, diff);
  }
  return diffs;
}

export function isEmptyDiff(diff: UserDiff): boolean {
  return diff.set.size + diff.remove.length + diff.sets.size === 0;
}

/** The user after the changes of a diff. */
export function applyDiff(before: User, diff: UserDiff): User {
  const fields = new Map([...before.fields, ...diff.set]);
  for (const name of diff.remove) fields.delete(name);
  const sets = new Map(before.sets);
  for (const [name, change] of diff.sets) {
    const elements = (before.sets.get(name) ?? NO_ELEMENTS).union(change.add).difference(change.delete);
    if (elements.size === 0) sets.delete(name);
    else sets.set(name, elements);
  }
  return { fields, sets };
}

/**
 * Divides a diff of a user into diffs of at most `maxAttributes` attributes each. Applying them one after another is
 * applying the diff. What makes the user smaller comes first: so the user is never larger than it was before or will be
 * after the last one, and fits into an item in between.
 */
export function splitDiff(
  before: User,
  diff: UserDiff,
  maxAttributes: number,
): readonly [UserDiff, ...UserDiff[]] {
  const size = diff.set.size + diff.remove.length + diff.sets.size;
  if (size <= maxAttributes) return [diff];
  const names = namesByGrowth(before, diff);
  const part = (from: number): UserDiff => {
    const included = new Set(names.slice(from, from + maxAttributes));
    return {
      set: new Map([...diff.set].filter(([name]) => included.has(name))),
      remove: diff.remove.filter((name) => included.has(name)),
      sets: new Map([...diff.sets].filter(([name]) => included.has(name))),
    };
  };
  const parts = Array.from({ length: Math.ceil(names.length / maxAttributes) }, (_, n) =>
    part(n * maxAttributes),
  );
  return parts as [UserDiff, ...UserDiff[]];
}

/** The attributes that a diff changes, in the order of the bytes by which each makes the user larger. */
function namesByGrowth(before: User, diff: UserDiff): readonly string[] {
  const after = applyDiff(before, diff);
  const names = new Set([...diff.set.keys(), ...diff.remove, ...diff.sets.keys()]);
  const growth = [...names].map(
    (name) => [name, attributeBytes(after, name) - attributeBytes(before, name)] as const,
  );
  return growth.sort(([, one], [, other]) => one - other).map(([name]) => name);
}
