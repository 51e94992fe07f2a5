import type { ImportType } from '../import-type/import-type.ts';
import { keyPartsOfUser } from '../user/user-key.ts';
import { showValue } from '../wording/show-value.ts';
import type { StoredClaim } from './claim.ts';

/** The record that wants the value, and its import. */
interface Reader {
  readonly userKey: string;
  readonly type: ImportType;
  readonly fencingToken: number;
  readonly standalone?: true;
  readonly namesStored?: boolean | undefined;
}

/**
 * Who has a unique value that another record wants, so that its sender can find it. Completes "belongs to ". A user that is only
 * stored is named where the tenant lets results show what was not sent.
 */
export function ownerOf({ holder, since, released }: StoredClaim, reader: Reader): string {
  const { type, fencingToken, standalone, namesStored } = reader;
  const isHeld = holder !== undefined && holder !== reader.userKey;
  const taken = isHeld ? since : released?.since;
  if (!standalone && taken?.fencingToken === fencingToken && !taken.between)
    return `the user of record ${taken.recordNumber} of this file`;
  const userKey = isHeld ? holder : released?.by;
  if (namesStored && userKey !== undefined) return `the stored user with ${keyText(type, userKey)}`;
  return standalone ? 'another user' : 'another stored user';
}

/** `accountId "a", id "1"`. */
function keyText({ key }: ImportType, userKey: string): string {
  const parts = keyPartsOfUser(userKey);
  return key.map((field, i) => `${field} ${showValue(parts[i] ?? '')}`).join(', ');
}
