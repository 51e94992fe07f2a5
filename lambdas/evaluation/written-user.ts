import type { UserWrite } from '../adapters/dynamo-user-store.ts';
import type { StoredUser } from '../core/user/stored-user.ts';
import { NO_USER } from '../core/user/user.ts';
import { applyDiff } from '../core/user/user-diff.ts';

/** The user after a write; undefined where the table would refuse the write, because the user is not as expected. */
export function writtenUser(now: StoredUser | undefined, write: UserWrite): StoredUser | undefined {
  if ((now === undefined) !== (write.expected === undefined)) return undefined;
  if (now?.version !== write.expected?.version) return undefined;
  const before = now?.user ?? NO_USER;
  if (write.absent.some((field) => before.fields.has(field))) return undefined;
  return {
    user: applyDiff(before, write.diff),
    version: (now?.version ?? 0) + 1,
    mark: write.mark ?? now?.mark,
    others: now?.others,
  };
}
