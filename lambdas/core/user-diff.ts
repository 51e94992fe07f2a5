import { type FieldValue, NO_USER, sameValue, type User } from './user.ts';

/** What must be written so that one user becomes another: leaves only, so that foreign writes beside them survive. */
export interface UserDiff {
  readonly set: ReadonlyMap<string, FieldValue>;
  readonly remove: readonly string[];
  readonly addSegments: readonly string[];
  readonly deleteSegments: readonly string[];
}

export function diffUsers(from: User | undefined, to: User): UserDiff {
  const before = from ?? NO_USER;
  return {
    set: new Map([...to.fields].filter(([name, value]) => !sameValue(value, before.fields.get(name)))),
    remove: [...before.fields.keys()].filter((name) => !to.fields.has(name)),
    addSegments: [...to.segments.difference(before.segments)],
    deleteSegments: [...before.segments.difference(to.segments)],
  };
}

export function isEmptyDiff(diff: UserDiff): boolean {
  return (
    diff.set.size === 0 && diff.remove.length + diff.addSegments.length + diff.deleteSegments.length === 0
  );
}
