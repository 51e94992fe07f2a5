import type { DatedUser, UserList } from '../../adapters/dynamo-user-list.ts';
import { isPlaceholder } from '../../core/user/stored-user.ts';
import { nested } from '../upsert-user/answer.ts';

/** An answer of a function may have 6 MB. One user has at most 400 KB. */
const MAX_PAGE_BYTES = 4 * 1024 * 1024;
const READ_AT_ONCE = 25;

export interface UserRequest {
  readonly tenant: string;
  readonly importType: string;
  /** The key in the users table behind which to continue. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface ShownUser extends Pick<DatedUser, 'createdAt' | 'updatedAt'> {
  readonly userKey: string;
  readonly user: Readonly<Record<string, unknown>>;
}

export interface UserPage {
  /** In the order of their keys. */
  readonly users: readonly ShownUser[];
  /** The last key of the page; absent on the last one. */
  readonly next?: string;
}

/** One page of the users of a tenant and an import type. Placeholders are no users. */
export async function listUsers(
  list: UserList,
  { tenant, importType, after, limit }: UserRequest,
): Promise<UserPage> {
  const users: ShownUser[] = [];
  let bytes = 0;
  let last = after;
  for await (const keys of inGroups(list.keys({ tenant, importType, after, expected: limit + 1 }))) {
    const found = await list.read(keys);
    for (const userKey of keys) {
      if (users.length === limit || bytes > MAX_PAGE_BYTES)
        return { users, ...(last !== undefined && { next: last }) };
      last = userKey;
      const user = shownUser(userKey, found.get(userKey));
      if (user === undefined) continue;
      users.push(user);
      bytes += Buffer.byteLength(JSON.stringify(user));
    }
  }
  return { users };
}

/** Undefined for a user that was erased since the index was written. */
export function shownUser(userKey: string, found: DatedUser | undefined): ShownUser | undefined {
  if (found === undefined || isPlaceholder(found)) return undefined;
  const { createdAt, updatedAt, user } = found;
  return {
    userKey,
    user: nested(user),
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
  };
}

async function* inGroups(keys: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let group: string[] = [];
  for await (const key of keys) {
    group.push(key);
    if (group.length < READ_AT_ONCE) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
