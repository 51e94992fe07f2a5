import type { Claims } from '../core/apply/fold-user.ts';
import type { StoredUser } from '../core/user/stored-user.ts';

/** What is known about a user and its claims before records are applied to it. */
export type UserReads = ReadUsers | AssumedAbsent;

/** Users that were read, by key: no entry means that the user does not exist. */
export interface ReadUsers {
  readonly state: 'read';
  readonly users: ReadonlyMap<string, StoredUser>;
  readonly claims: Claims;
}

/** The user was not read: it is assumed not to exist, because none of the users before it in the file exists. */
export interface AssumedAbsent {
  readonly state: 'assumed-absent';
  readonly claims: Claims;
  /** Call it when the user may exist: from then on users are read again before records are applied to them. */
  readonly invalidateAssumption: () => void;
}

export function usersOf(reads: UserReads): ReadonlyMap<string, StoredUser> {
  return reads.state === 'read' ? reads.users : NO_USERS;
}

const NO_USERS: ReadonlyMap<string, StoredUser> = new Map();
