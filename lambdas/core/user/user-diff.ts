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
 * Divides a diff into diffs of at most `maxAttributes` attributes each. Applying them one after another is applying the
 * diff.
 */
export function splitDiff(diff: UserDiff, maxAttributes: number): readonly [UserDiff, ...UserDiff[]] {
  const size = diff.set.size + diff.remove.length + diff.sets.size;
  if (size <= maxAttributes) return [diff];
  const set = [...diff.set];
  const sets = [...diff.sets];
  /** The part of a list that is between two positions of all attributes: those set, those removed, the sets. */
  const slice = <T>(list: readonly T[], before: number, from: number, to: number): readonly T[] =>
    list.slice(Math.max(0, from - before), Math.max(0, to - before));
  const part = (from: number): UserDiff => {
    const to = from + maxAttributes;
    return {
      set: new Map(slice(set, 0, from, to)),
      remove: slice(diff.remove, set.length, from, to),
      sets: new Map(slice(sets, set.length + diff.remove.length, from, to)),
    };
  };
  const parts = Array.from({ length: Math.ceil(size / maxAttributes) }, (_, n) => part(n * maxAttributes));
  return parts as [UserDiff, ...UserDiff[]];
}
