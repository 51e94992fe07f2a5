import type { UserWrite } from '../adapters/dynamo-user-store.ts';
import type { StoredUser } from '../core/user/stored-user.ts';
import { NO_USER, type User } from '../core/user/user.ts';

/** The user after a write; undefined where the table would refuse it, because the user is not as expected. */
export function writtenUser(now: StoredUser | undefined, write: UserWrite): StoredUser | undefined {
  if ((now === undefined) !== (write.expected === undefined)) return undefined;
  if (now?.version !== write.expected?.version) return undefined;
  const before = now?.user ?? NO_USER;
  if (write.absent.some((field) => before.fields.has(field))) return undefined;
  return { user: applyDiff(before, write), version: (now?.version ?? 0) + 1, mark: write.mark ?? now?.mark };
}

function applyDiff(before: User, { diff }: UserWrite): User {
  const fields = new Map([...before.fields, ...diff.set]);
  for (const name of diff.remove) fields.delete(name);
  const sets = new Map(before.sets);
  for (const [name, change] of diff.sets) {
    const elements = (before.sets.get(name) ?? new Set<string>()).union(change.add).difference(change.delete);
    if (elements.size === 0) sets.delete(name);
    else sets.set(name, elements);
  }
  return { fields, sets };
}
