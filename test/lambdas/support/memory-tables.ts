/** The tables as objects in memory, with the conditions of the real ones: for laws that need thousands of runs. */
import type { ClaimItem, ClaimStore } from '../../../lambdas/adapters/dynamo-claim-store.ts';
import type { UserEraser } from '../../../lambdas/adapters/dynamo-user-eraser.ts';
import type { UserStore, UserWrite } from '../../../lambdas/adapters/dynamo-user-store.ts';
import type { ChunkItem } from '../../../lambdas/contracts/chunk.ts';
import { type ClaimPosition, positionOf, sortablePosition } from '../../../lambdas/core/apply/claim.ts';
import type { StoredUser } from '../../../lambdas/core/user/stored-user.ts';
import { NO_USER } from '../../../lambdas/core/user/user.ts';
import { writtenUser } from '../../../lambdas/evaluation/written-user.ts';

/** Called before and after each operation on a table; may wait (another invocation goes on) or throw (this one dies). */
export type Interruption = (operation: string) => Promise<void>;

interface MemoryClaim extends ClaimItem {
  readonly since?: string;
}

export interface MemoryTables {
  readonly users: Map<string, StoredUser>;
  readonly claims: Map<string, MemoryClaim>;
  readonly chunks: Map<number, ChunkItem>;
  readonly references: Set<string>;
  userStore(interrupt: Interruption): UserStore;
  claimStore(interrupt: Interruption): ClaimStore;
  eraser(interrupt: Interruption): UserEraser;
}

export function memoryTables(): MemoryTables {
  const users = new Map<string, StoredUser>();
  const claims = new Map<string, MemoryClaim>();
  const known = new Set<string>();
  let takings = 0;
  return {
    users,
    claims,
    chunks: new Map(),
    references: known,
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
        (key: string, userKey: string, seen: Pick<ClaimItem, 'owner' | 'takes'>, moment: ClaimPosition) => {
          const { owner, since = '', released, takes } = claims.get(key) ?? {};
          const isOurs = owner === userKey && (moment.between || since <= sortablePosition(moment));
          const isAsSeen = owner === seen.owner && (owner === undefined || takes === seen.takes);
          if (!isOurs && (!isAsSeen || owner === userKey)) return false;
          const later = [since, sortablePosition(moment)].sort().at(-1) as string;
          claims.set(key, {
            owner: userKey,
            since: owner === userKey ? later : sortablePosition(moment),
            released,
            takes: ++takings,
          });
          return true;
        },
      ),
      release: around(
        interrupt,
        'release claim',
        (key: string, released: NonNullable<ClaimItem['released']>, fencingToken: number) => {
          const { owner, since = '', takes } = claims.get(key) ?? {};
          if (owner === released.by && since <= sortablePosition({ ...released, fencingToken }))
            claims.set(key, { owner: undefined, released: { ...released, since: positionOf(since) }, takes });
        },
      ),
    }),
    eraser: (interrupt) => ({
      strip: around(interrupt, 'strip user', ({ userKey }, { version }: StoredUser, mark) => {
        const now = users.get(userKey);
        if (now === undefined || now.version !== version) return false;
        users.set(userKey, { user: NO_USER, version: (version ?? 0) + 1, mark });
        return true;
      }),
      deletePlaceholder: around(
        interrupt,
        'delete placeholder',
        (userKey: string, version: number) =>
          users.get(userKey)?.version === version && users.delete(userKey),
      ),
      deleteClaim: around(interrupt, 'delete claim', (key: string, seen: ClaimItem) => {
        const now = claims.get(key);
        if (now?.owner !== seen.owner || now?.takes !== seen.takes) return false;
        if (seen.released === undefined || seen.released.by === seen.owner) return claims.delete(key);
        claims.set(key, { owner: undefined, released: now?.released, takes: now?.takes });
        return true;
      }),
      forgetRelease: around(interrupt, 'forget release', (key: string, by: string, hasOwner: boolean) => {
        const now = claims.get(key);
        if (now?.released?.by !== by || (!hasOwner && now.owner !== undefined)) return false;
        if (!hasOwner) return claims.delete(key);
        claims.set(key, { ...now, released: undefined });
        return true;
      }),
      forgetReference: around(interrupt, 'forget reference', (key: string) =>
        known.delete(key.slice(key.lastIndexOf('/') + 1)),
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

function writeUser(users: Map<string, StoredUser>, write: UserWrite): boolean {
  const next = writtenUser(users.get(write.userKey), write);
  if (next !== undefined) users.set(write.userKey, next);
  return next !== undefined;
}
