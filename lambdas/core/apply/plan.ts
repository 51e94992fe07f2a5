import type { ImportOptions } from '../../contracts/import-options.ts';
import type { Issue } from '../../contracts/issue.ts';
import type { ImportType, UniqueValue } from '../import-type/import-type.ts';
import { MAX_ITEM_BYTES, userItemBytes } from '../user/item-size.ts';
import { applySetOperations } from '../user/set-operations.ts';
import { NO_OTHERS, type OtherAttributes } from '../user/stored-user.ts';
import { type FieldValue, NO_USER, sameValue, type User, type UserChange } from '../user/user.ts';
import { diffUsers, isEmptyDiff } from '../user/user-diff.ts';
import { error } from '../wording/issue.ts';
import { sent, wording } from '../wording/wording.ts';

export type Plan =
  | { readonly outcome: 'created' | 'updated' | 'unchanged'; readonly next: User }
  | { readonly outcome: 'failed'; readonly issues: readonly Issue[] };

/** What is known of a user in addition to its fields. */
export interface UserFacts {
  /** What other systems have stored with it. */
  readonly others?: OtherAttributes | undefined;
  /** Number of the record of this file that created it. */
  readonly createdBy?: number | undefined;
}

/**
 * Decides what one record does to one user (`undefined`: the user does not exist). Pure: an evaluation calls it
 * without writing the result, a retry calls it again. `isTaken` says whether another user has a value that may be
 * generated for this user.
 */
export function plan(
  type: ImportType,
  mode: ImportOptions['mode'],
  user: User | undefined,
  change: UserChange,
  isTaken: (value: UniqueValue) => boolean = () => false,
  { others = NO_OTHERS, createdBy }: UserFacts = {},
): Plan {
  const refusal =
    refusedByMode(type, mode, user, createdBy) ??
    refusedByImmutability(type, user, change) ??
    refusedByOthers(user, change, others);
  if (refusal !== undefined) return { outcome: 'failed', issues: [refusal] };
  const changed = applyChange(user ?? NO_USER, change);
  const { userKey } = change;
  const next = type.complete?.(changed, { userKey, before: user, isTaken }) ?? changed;
  const issues = [...type.check(next, change), ...tooLarge(userItemBytes(userKey, next) + others.bytes)];
  if (issues.length > 0) return { outcome: 'failed', issues };
  if (user === undefined) return { outcome: 'created', next };
  return { outcome: isEmptyDiff(diffUsers(user, next)) ? 'unchanged' : 'updated', next };
}

export function applyChange(user: User, change: UserChange): User {
  const fields = new Map<string, FieldValue>();
  for (const [name, value] of user.fields) {
    const cleared = change.clear.has(name) || isInFamily(name, change.clearFamilies);
    if (!cleared) fields.set(name, value);
  }
  for (const [name, value] of change.set) fields.set(name, value);
  return { fields, sets: applySetOperations(user.sets, change.sets) };
}

function isInFamily(name: string, families: ReadonlySet<string>): boolean {
  for (const prefix of families) if (name.startsWith(prefix)) return true;
  return false;
}

function refusedByMode(
  type: ImportType,
  mode: ImportOptions['mode'],
  user: User | undefined,
  createdBy: number | undefined,
): Issue | undefined {
  if (mode === 'create-only' && user !== undefined) {
    const place = sent(createdBy === undefined ? '' : ` (record ${createdBy} of this file)`, '');
    return error(
      'CONFLICT',
      wording`a user with this ${type.key.join(' and ')} exists already${place}, and this import only creates users; leave the record out, or import the file with the mode upsert`,
    );
  }
  if (mode === 'update-only' && user === undefined) {
    return error(
      'NOT_FOUND',
      `no user has this ${type.key.join(' and ')}, and this import only updates users; leave the record out, or import the file with the mode upsert`,
    );
  }
  return undefined;
}

function refusedByImmutability(
  type: ImportType,
  user: User | undefined,
  change: UserChange,
): Issue | undefined {
  for (const field of type.immutable) {
    const present = user?.fields.get(field);
    if (present === undefined) continue;
    const wanted = change.set.get(field);
    const cleared = change.clear.has(field) || isInFamily(field, change.clearFamilies);
    const changes = wanted === undefined ? cleared : !sameValue(wanted, present);
    if (changes) return error('CONFLICT', `${field} cannot be changed once it is set; leave it out`, field);
  }
  return undefined;
}

/** DynamoDB adds no elements to what is not a set. It is not replaced, because another system has stored it. */
function refusedByOthers(
  user: User | undefined,
  { sets }: UserChange,
  others: OtherAttributes,
): Issue | undefined {
  const name = [...sets.keys()].find((each) => user?.fields.has(each) || others.names.has(each));
  if (name === undefined) return undefined;
  return error(
    'CONFLICT',
    `${name} cannot be changed: another system has stored a value that is not a set`,
    name,
  );
}

function tooLarge(bytes: number): readonly Issue[] {
  if (bytes <= MAX_ITEM_BYTES) return [];
  return [
    error(
      'ITEM_TOO_LARGE',
      wording`the user would take ${sent(bytes)} bytes, at most ${MAX_ITEM_BYTES} can be stored; shorten its values, or leave some out`,
    ),
  ];
}
