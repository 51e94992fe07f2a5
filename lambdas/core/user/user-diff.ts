import { type FieldValue, NO_USER, sameValue, type User } from './user.ts';

/** Elements of one set. Never both empty. */
export interface SetDiff {
  readonly add: ReadonlySet<string>;
  readonly delete: ReadonlySet<string>;
}

/** What must be written so that one user becomes another: leaves only, so that foreign writes beside them survive. */
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
