import type { WriteMark } from '../../contracts/write-mark.ts';
import type { User } from './user.ts';

/** A user as read from the table. */
export interface StoredUser {
  readonly user: User;
  /** Incremented by every write of Rollcall; undefined on items that another system created. */
  readonly version: number | undefined;
  readonly mark: WriteMark | undefined;
  /** Bytes of attributes that are not in `user` because no field can have them: those of other writers. 0 if absent. */
  readonly otherBytes?: number | undefined;
}

/** An item without fields is a placeholder: an interrupted creation left it, and no such user exists. */
export function isPlaceholder({ user }: StoredUser): boolean {
  return user.fields.size + user.sets.size === 0;
}
