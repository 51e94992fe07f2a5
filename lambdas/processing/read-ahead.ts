import type { UserStore } from '../adapters/dynamo-user-store.ts';
import type { AssumedAbsent, UserReads } from './user-reads.ts';

/** As many as one BatchGetItem takes. */
const MAX_USERS = 100;

export interface ReadAheadOptions {
  /** Whether users may be assumed not to exist. */
  readonly mayAssume: boolean;
  /** Users per read request. */
  readonly usersPerRead?: number | undefined;
}

/**
 * Reads users in batches, in the order of their keys, while earlier ones are written: a chunk's first write does not wait for its
 * last read. If no user of the first batch exists, the users of later batches are assumed not to exist, until the
 * assumption is invalidated: a file of new users is written without reading them. Returns a function that gives what is
 * known or assumed about the n-th user.
 */
export function readAhead(
  users: Pick<UserStore, 'read'>,
  userKeys: readonly string[],
  { mayAssume, usersPerRead = MAX_USERS }: ReadAheadOptions,
): (index: number) => Promise<UserReads> {
  const batches: (Promise<UserReads> | undefined)[] = [];
  /** Whether no user that was read exists; undefined until the first read has succeeded. */
  let allNew: boolean | undefined;
  const absent: AssumedAbsent = { state: 'assumed-absent', claims: new Map(), invalidateAssumption };

  function invalidateAssumption(): void {
    if (allNew === false) return;
    allNew = false;
    // Users whose batch was assumed absent and that come later are read.
    batches.fill(undefined);
  }

  async function readBatch(batch: number, before: Promise<unknown> | undefined): Promise<UserReads> {
    await before?.catch(() => undefined);
    if (mayAssume && allNew === true) return absent;
    const found = await users.read(userKeys.slice(batch * usersPerRead, (batch + 1) * usersPerRead));
    allNew = allNew !== false && found.size === 0;
    return { state: 'read', users: found, claims: new Map() };
  }

  function batchOf(batch: number): Promise<UserReads> {
    batches[batch] ??= readBatch(batch, mayAssume ? batches[batch - 1] : undefined);
    return batches[batch];
  }

  return (index) => {
    const batch = Math.floor(index / usersPerRead);
    const wanted = batchOf(batch);
    // The caller that asks for the batch gets its error; until then the rejection must not be unhandled.
    if ((batch + 1) * usersPerRead < userKeys.length) batchOf(batch + 1).catch(() => undefined);
    return wanted;
  };
}
