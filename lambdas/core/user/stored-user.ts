import type { WriteMark } from '../../contracts/write-mark.ts';
import type { User } from './user.ts';

/** A user as read from the table. */
export interface StoredUser {
  readonly user: User;
  /** Incremented by every write of Rollcall; undefined on items that another system created. */
  readonly version: number | undefined;
  readonly mark: WriteMark | undefined;
  /** Absent: there are none. */
  readonly others?: OtherAttributes | undefined;
}

/** Attributes of the item that are not in `user`, because no field and no set can have them: other systems stored them. */
export interface OtherAttributes {
  readonly names: ReadonlySet<string>;
  readonly bytes: number;
}

export const NO_OTHERS: OtherAttributes = { names: new Set(), bytes: 0 };

/** An item without fields is a placeholder: an interrupted creation left it, and no such user exists. */
export function isPlaceholder({ user }: StoredUser): boolean {
  return user.fields.size + user.sets.size === 0;
}
