import type { UserStore } from '../adapters/dynamo-user-store.ts';
import type { Prefetched } from './apply-to-user.ts';

/** Users read at a time: as many as one BatchGetItem takes. */
const READ_USERS = 100;

/**
 * Reads users some at a time, in their order, while those before are written: a chunk's first write need not wait for
 * its last read. Returns what is known for the n-th of the keys.
 */
export function readAhead(
  users: Pick<UserStore, 'read'>,
  userKeys: readonly string[],
): (index: number) => Promise<Prefetched> {
  const batches: Promise<Prefetched>[] = [];

  function readBatch(batch: number): Promise<Prefetched> {
    const keys = userKeys.slice(batch * READ_USERS, (batch + 1) * READ_USERS);
    batches[batch] ??= users.read(keys).then((found) => ({ users: found, claims: new Map() }));
    return batches[batch];
  }

  return (index) => {
    const batch = Math.floor(index / READ_USERS);
    const wanted = readBatch(batch);
    // Whoever asks for it is told of its failure; until then nobody is.
    if ((batch + 1) * READ_USERS < userKeys.length) readBatch(batch + 1).catch(() => undefined);
    return wanted;
  };
}
