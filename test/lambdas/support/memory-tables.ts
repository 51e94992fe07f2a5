/** The tables as objects in memory, with the conditions of the real ones: for laws that need thousands of runs. */
import type { ClaimItem, ClaimStore } from '../../../lambdas/adapters/dynamo-claim-store.ts';
import type { UserStore, UserWrite } from '../../../lambdas/adapters/dynamo-user-store.ts';
import type { ChunkItem } from '../../../lambdas/contracts/chunk.ts';
import { type ClaimMoment, sortableMoment } from '../../../lambdas/core/claim.ts';
import type { StoredUser } from '../../../lambdas/core/fold-user.ts';
import type { FieldValue } from '../../../lambdas/core/user.ts';

/** Called before and after each operation on a table; may wait (another invocation goes on) or throw (this one dies). */
export type Interruption = (operation: string) => Promise<void>;

interface MemoryClaim extends ClaimItem {
  readonly since?: string;
}

export interface MemoryTables {
  readonly users: Map<string, StoredUser>;
  readonly claims: Map<string, MemoryClaim>;
  readonly chunks: Map<number, ChunkItem>;
  userStore(interrupt: Interruption): UserStore;
  claimStore(interrupt: Interruption): ClaimStore;
}

export function memoryTables(): MemoryTables {
  const users = new Map<string, StoredUser>();
  const claims = new Map<string, MemoryClaim>();
  const known = new Set<string>();
  return {
    users,
    claims,
    chunks: new Map(),
    userStore: (interrupt) => ({
      read: around(interrupt, 'read users', (keys: readonly string[]) => pick(users, keys)),
      write: around(interrupt, 'write user', (write: UserWrite) => writeUser(users, write)),
      known: around(interrupt, 'read references', (_: string, values: ReadonlySet<string>) =>
        values.intersection(known),
      ),
      remember: around(interrupt, 'write reference', (_: string, value: string) => void known.add(value)),
    }),
    claimStore: (interrupt) => ({
      read: around(interrupt, 'read claims', (keys: readonly string[]) => pick(claims, keys)),
      acquire: around(
        interrupt,
        'acquire claim',
        (key: string, userKey: string, seenOwner: string | undefined, moment: ClaimMoment) => {
          const { owner, since = '' } = claims.get(key) ?? {};
          const isOurs = owner === userKey && since <= sortableMoment(moment);
          if (!isOurs && (owner !== seenOwner || owner === userKey)) return false;
          claims.set(key, { owner: userKey, since: sortableMoment(moment), released: undefined });
          return true;
        },
      ),
      release: around(
        interrupt,
        'release claim',
        (key: string, released: NonNullable<ClaimItem['released']>, turn: number) => {
          const { owner, since = '' } = claims.get(key) ?? {};
          if (owner === released.by && since <= sortableMoment({ ...released, turn }))
            claims.set(key, { owner: undefined, released });
        },
      ),
    }),
  };
}

function around<A extends readonly unknown[], R>(
  interrupt: Interruption,
  name: string,
  operation: (...args: A) => R,
) {
  return async (...args: A): Promise<R> => {
    await interrupt(`before ${name}`);
    const result = operation(...args);
    await interrupt(`after ${name}`);
    return result;
  };
}

function pick<V>(from: ReadonlyMap<string, V>, keys: readonly string[]): ReadonlyMap<string, V> {
  return new Map(keys.flatMap((key) => (from.has(key) ? [[key, from.get(key) as V] as const] : [])));
}

function writeUser(
  users: Map<string, StoredUser>,
  { userKey, diff, mark, seen, absent }: UserWrite,
): boolean {
  const now = users.get(userKey);
  if (seen === undefined ? now !== undefined : now === undefined || now.version !== seen.version)
    return false;
  const fields = new Map<string, FieldValue>(now?.user.fields);
  if (absent.some((field) => fields.has(field))) return false;
  for (const [name, value] of diff.set) fields.set(name, value);
  for (const name of diff.remove) fields.delete(name);
  const segments = new Set(now?.user.segments)
    .union(new Set(diff.addSegments))
    .difference(new Set(diff.deleteSegments));
  users.set(userKey, { user: { fields, segments }, version: (now?.version ?? 0) + 1, mark });
  return true;
}
