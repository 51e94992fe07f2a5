import type { UserStore } from '../adapters/dynamo-user-store.ts';
import type { Prefetched } from './apply-to-user.ts';

/** As many as one BatchGetItem takes. */
const MAX_USERS = 100;

export interface ReadAheadOptions {
  /** Whether whoever asks can live with an assumption. */
  readonly mayAssume: boolean;
  /** Users read at a time. */
  readonly usersPerRead?: number | undefined;
}

/**
 * Reads users some at a time, in their order, while those before are written: a chunk's first write need not wait for
 * its last read. Where none of the first exists, none of the others is looked for either until one turns out to exist, or to
 * matter: a file of new users is written without being read. Returns what is known, or assumed, for the n-th of the keys.
 */
export function readAhead(
  users: Pick<UserStore, 'read'>,
  userKeys: readonly string[],
  { mayAssume, usersPerRead = MAX_USERS }: ReadAheadOptions,
): (index: number) => Promise<Prefetched> {
  const batches: (Promise<Prefetched> | undefined)[] = [];
  /** Whether those that were looked for do not exist; undefined until some were. */
  let areNew: boolean | undefined;
  const absent: Prefetched = { users: new Map(), claims: new Map(), refute };

  function refute(): void {
    if (areNew === false) return;
    areNew = false;
    // Of those that were assumed, the ones that are still to come are read.
    batches.fill(undefined);
  }

  async function readBatch(batch: number, before: Promise<unknown> | undefined): Promise<Prefetched> {
    await before?.catch(() => undefined);
    if (mayAssume && areNew === true) return absent;
    const found = await users.read(userKeys.slice(batch * usersPerRead, (batch + 1) * usersPerRead));
    areNew = areNew !== false && found.size === 0;
    return { users: found, claims: new Map() };
  }

  function batchOf(batch: number): Promise<Prefetched> {
    batches[batch] ??= readBatch(batch, mayAssume ? batches[batch - 1] : undefined);
    return batches[batch];
  }

  return (index) => {
    const batch = Math.floor(index / usersPerRead);
    const wanted = batchOf(batch);
    // Whoever asks for it is told of its failure; until then nobody is.
    if ((batch + 1) * usersPerRead < userKeys.length) batchOf(batch + 1).catch(() => undefined);
    return wanted;
  };
}
