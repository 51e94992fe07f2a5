import type { ClaimItem, ClaimStore } from '../../adapters/dynamo-claim-store.ts';
import type { UserEraser, UserOf } from '../../adapters/dynamo-user-eraser.ts';
import type { UserStore } from '../../adapters/dynamo-user-store.ts';
import type { WriteMark } from '../../contracts/write-mark.ts';
import { claimKeysOf } from '../../core/import-type/claim-keys.ts';
import type { ImportType } from '../../core/import-type/import-type.ts';
import { isPlaceholder, type StoredUser } from '../../core/user/stored-user.ts';
import { NO_DIFF } from '../../core/user/user-diff.ts';
import { referenceKeyOf } from '../../core/user/user-key.ts';
import { RollcallError } from '../../runtime/errors.ts';

export interface EraseUserPorts {
  readonly users: Pick<UserStore, 'read' | 'write'>;
  readonly claims: Pick<ClaimStore, 'read'>;
  readonly eraser: Pick<UserEraser, 'strip' | 'deleteClaim' | 'forgetRelease' | 'forgetReference'>;
}

export interface ErasedUser {
  /** Whether there was such a user. A placeholder is no user. */
  readonly existed: boolean;
  /** Whether another writer has created the user again before the erasure was complete. */
  readonly createdAgain: boolean;
}

/** What a scan has found about a user that is erased already, and that its fields no longer lead to. */
export interface Leftovers {
  readonly claimKeys: ReadonlySet<string>;
  readonly referenceKeys: ReadonlySet<string>;
}

/** How often other writers of the same user may come first. */
const MAX_ATTEMPTS = 8;

/**
 * Deletes what a user has left behind: claims that it gave up, codes that it no longer has, claims of writers that died.
 * Without effect for a user that exists again: the values may be its own.
 */
export async function eraseLeftovers(
  user: UserOf,
  type: ImportType,
  leftovers: Leftovers,
  ports: EraseUserPorts,
): Promise<ErasedUser> {
  const stored = (await ports.users.read([user.userKey])).get(user.userKey);
  if (stored !== undefined && !isPlaceholder(stored)) return { existed: false, createdAgain: true };
  // Only an item has a version, by which a writer that creates the user now can be stopped.
  if (stored === undefined) await ports.users.write({ ...user, ...PLACEHOLDER });
  return eraseUser(user, type, ports, leftovers);
}

const PLACEHOLDER = { diff: NO_DIFF, mark: undefined, expected: undefined, absent: [] } as const;

/**
 * Erases a user: its fields, its claims and its references. What remains is a placeholder without fields, which is deleted
 * when no writer can still know the user as it was.
 *
 * The order is what makes it safe next to imports and requests, at each of which it may die (docs/adr/0034):
 * 1. The references are deleted while the user still has the values. A writer that creates the user again stores them again.
 * 2. The claims are read, then the user is stripped, on the condition of its version. All plans for the user fail from then on.
 * 3. Each claim is deleted if it was not taken since it was read: a writer that has planned again has taken it again.
 * @throws WriteContention if other writers of the user come first MAX_ATTEMPTS times in a row; call it again
 */
export async function eraseUser(
  user: UserOf,
  type: ImportType,
  ports: EraseUserPorts,
  leftovers?: Leftovers,
): Promise<ErasedUser> {
  const keys = new Set(leftovers?.claimKeys);
  let existed = false;
  // A user that exists again was created after it was erased.
  let stripped = leftovers !== undefined;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const stored = (await ports.users.read([user.userKey])).get(user.userKey);
    if (stored === undefined) return { existed, createdAgain: false };
    const isUser = !isPlaceholder(stored);
    if (stripped && isUser) return { existed, createdAgain: true };
    for (const key of claimKeysAbout(stored, user.tenant, type)) keys.add(key);
    const claims = await ports.claims.read([...keys]);
    const referable = type.referableValues(stored.user).map((value) => referenceKeyOf(user.tenant, value));
    for (const key of new Set([...referable, ...(leftovers?.referenceKeys ?? [])]))
      await ports.eraser.forgetReference(key, user.userKey);
    if (!(await ports.eraser.strip(user, stored, withoutValues(stored.mark)))) continue;
    stripped = true;
    existed ||= isUser;
    if (await deleteClaims(user.userKey, claims, ports)) return { existed, createdAgain: false };
  }
  throw new RollcallError(
    'WriteContention',
    `a user was changed by another writer ${MAX_ATTEMPTS} times in a row`,
  );
}

function claimKeysAbout({ user, mark }: StoredUser, tenant: string, type: ImportType): ReadonlySet<string> {
  return claimKeysOf(user, tenant, type).union(new Set(Object.keys(mark?.released ?? {})));
}

/** The outcomes stay, so that a retry of the import's step does not apply its records again. The claim keys are values. */
function withoutValues(mark: WriteMark | undefined): WriteMark | undefined {
  if (mark === undefined) return undefined;
  const { partialFrom: _, ...rest } = mark;
  return { ...rest, released: {} };
}

/** @returns whether no claim is left that names the user. One that is left was taken or released since it was read. */
async function deleteClaims(
  userKey: string,
  claims: ReadonlyMap<string, ClaimItem>,
  { eraser, claims: store }: EraseUserPorts,
): Promise<boolean> {
  for (const [key, claim] of claims) {
    const { owner, released } = claim;
    if (owner === userKey) await eraser.deleteClaim(key, claim);
    else if (released?.by === userKey) await eraser.forgetRelease(key, userKey, owner !== undefined);
  }
  const left = await store.read([...claims.keys()]);
  return [...left.values()].every(({ owner, released }) => owner !== userKey && released?.by !== userKey);
}
