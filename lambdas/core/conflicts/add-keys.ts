import type { ImportType } from '../import-type/import-type.ts';
import type { UserChange } from '../user/user.ts';
import { conflictKeysOf } from './conflict-keys.ts';
import { newKeyHash } from './key-hash.ts';
import type { KeyList } from './key-list.ts';

/** Adds the hashes of the conflict keys of a record; none for a record that names no user. */
export function addKeys(
  type: ImportType,
  tenant: string,
  read: Pick<UserChange, 'userKey' | 'set' | 'sets'> | undefined,
  keys: KeyList,
): void {
  if (read === undefined) return;
  for (const key of conflictKeysOf(type, tenant, read)) {
    const hash = newKeyHash(key);
    keys.add(hash[0] as number, hash[1] as number);
  }
}
