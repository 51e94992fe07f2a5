import type { StoredUser } from './fold-user.ts';

/**
 * Who has a unique value (a referral code), as an item of the users table says. The users are the truth, a claim is the
 * index to it: it is taken before its user is written and given up after, so that a user never carries a value without
 * its claim, and a claim whose owner does not carry the value is one that a crash left behind.
 */
export interface StoredClaim {
  /** As written in the item: what a write of the claim is conditional on. */
  readonly recordedOwner: string | undefined;
  /** The user that really carries the value; undefined when nobody does. */
  readonly holder: string | undefined;
  /** The recorded owner as it was read; absent where there is no such user. */
  readonly owner?: StoredUser;
  /** How many times the claim had been taken. */
  readonly takes?: number;
  /** The last time that somebody gave the value up. */
  readonly released: Release | undefined;
}

/** Kept so that a record that stands before the release in the file still finds the value taken. */
export interface Release {
  readonly by: string;
  readonly importId: string;
  readonly recordNumber: number;
}

/** The place in the order of things of the record that takes a claim or gives it up: turns rise, and records within one. */
export interface ClaimPosition {
  readonly fencingToken: number;
  readonly recordNumber: number;
  /** It is no record that takes the claim, but a request that came between this record and the next. */
  readonly between?: true;
}

/**
 * The moment as text that sorts. A claim keeps the one at which it was taken: a user may take a value again that it gave
 * up, and an invocation that was believed dead must not give up the later claim for the earlier one.
 */
export function sortablePosition({ fencingToken, recordNumber, between }: ClaimPosition): string {
  return `${String(fencingToken).padStart(12, '0')}#${String(recordNumber).padStart(12, '0')}${between ? '+' : ''}`;
}

export const UNCLAIMED: StoredClaim = { recordedOwner: undefined, holder: undefined, released: undefined };

/** The place in the order of things from which a claim is looked at. */
export interface ClaimView {
  readonly userKey: string;
  readonly importId: string;
  readonly recordNumber: number;
  /** From beside all imports: one of them may be about to create the recorded owner. */
  readonly beside?: boolean | undefined;
}

/** Whether somebody else had the value when, in file order, this record came. */
export function isTaken(claim: StoredClaim, view: ClaimView): boolean {
  if (claim.holder !== undefined && claim.holder !== view.userKey) return true;
  const { recordedOwner = view.userKey, owner } = claim;
  if (view.beside && recordedOwner !== view.userKey && owner === undefined) return true;
  const { released } = claim;
  // Released further down in this very file: in file order its owner still had it.
  return (
    released?.importId === view.importId &&
    released.recordNumber > view.recordNumber &&
    released.by !== view.userKey
  );
}
