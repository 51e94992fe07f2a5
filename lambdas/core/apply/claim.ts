import type { StoredUser } from '../user/stored-user.ts';

/**
 * The claim of a unique value (a referral code), as stored in an item of the users table. The users are the truth, and
 * claims are an index to it. A claim is acquired before its user is written and released after it, so that no user has a
 * value without its claim. A claim whose recorded owner does not have the value was left by a crash.
 */
export interface StoredClaim {
  /** The owner as written in the item: writes of the claim are conditional on it. */
  readonly recordedOwner: string | undefined;
  /** The user that really has the value; undefined when no user has it. */
  readonly holder: string | undefined;
  /** The recorded owner as it was read; absent when there is no such user. */
  readonly owner?: StoredUser;
  /** Where the recorded owner has taken it. */
  readonly since?: ClaimPosition | undefined;
  /** Another value after each time that the claim is acquired, as it was read. */
  readonly takes?: number;
  /** The last release of the claim. */
  readonly released: Release | undefined;
}

/** Kept so that a record that precedes the release in the file still finds the value taken. */
export interface Release {
  readonly by: string;
  readonly importId: string;
  readonly recordNumber: number;
  /** Where the user had taken it. */
  readonly since?: ClaimPosition | undefined;
}

/** The position at which a claim is acquired or released. Positions are ordered by fencing token, then by record number. */
export interface ClaimPosition {
  readonly fencingToken: number;
  readonly recordNumber: number;
  /** A standalone request acquires the claim: it comes between this record and the next. */
  readonly between?: true;
}

/**
 * The position as text that sorts. A claim keeps the position at which it was acquired: a user may acquire a value again
 * that it released, and an invocation that was assumed dead must not release the later claim instead of the earlier one.
 */
export function sortablePosition({ fencingToken, recordNumber, between }: ClaimPosition): string {
  return `${String(fencingToken).padStart(12, '0')}#${String(recordNumber).padStart(12, '0')}${between ? '+' : ''}`;
}

/** The reverse of `sortablePosition`; undefined for other text. */
export function positionOf(text = ''): ClaimPosition | undefined {
  const [, fencingToken, recordNumber, plus] = /^(\d+)#(\d+)(\+?)$/.exec(text) ?? [];
  if (fencingToken === undefined) return undefined;
  const position = { fencingToken: Number(fencingToken), recordNumber: Number(recordNumber) };
  return plus === '+' ? { ...position, between: true } : position;
}

export const UNCLAIMED: StoredClaim = { recordedOwner: undefined, holder: undefined, released: undefined };

/** The record that asks whether a value is taken. */
export interface ClaimView {
  readonly userKey: string;
  readonly importId: string;
  readonly recordNumber: number;
  /** The record is a standalone request: a running import may be about to create the recorded owner. */
  readonly standalone?: boolean | undefined;
}

/** Whether another user has the value at the record's position in the file. */
export function isTaken(claim: StoredClaim, view: ClaimView): boolean {
  if (claim.holder !== undefined && claim.holder !== view.userKey) return true;
  const { recordedOwner = view.userKey, owner } = claim;
  if (view.standalone && recordedOwner !== view.userKey && owner === undefined) return true;
  const { released } = claim;
  // A later record of the same file released the value: at this record's position its owner still had it.
  return (
    released?.importId === view.importId &&
    released.recordNumber > view.recordNumber &&
    released.by !== view.userKey
  );
}
