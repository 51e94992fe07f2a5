import type { ImportType } from '../import-type/import-type.ts';
import { keyPartsOfUser } from '../user/user-key.ts';
import { showValue } from '../wording/show-value.ts';

/** The fields that identify a user: `accountId "a", id "1"`. */
export function keyText({ key }: ImportType, userKey: string): string {
  const parts = keyPartsOfUser(userKey);
  return key.map((field, i) => `${field} ${showValue(parts[i] ?? '')}`).join(', ');
}
