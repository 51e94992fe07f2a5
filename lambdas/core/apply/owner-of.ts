import type { ClaimView, StoredClaim } from './claim.ts';

/** The record that wants the value, and its turn. */
interface Reader extends Pick<ClaimView, 'userKey' | 'standalone'> {
  readonly fencingToken: number;
  readonly nameStored?: ((userKey: string) => string) | undefined;
}

/**
 * Who has a unique value that another record wants, so that its sender can find it. Completes "belongs to ". A user that is only
 * stored is named where the tenant lets results show what was not sent (`nameStored`).
 */
export function ownerOf({ holder, since, released }: StoredClaim, reader: Reader): string {
  const isHeld = holder !== undefined && holder !== reader.userKey;
  const taken = isHeld ? since : released?.since;
  if (!reader.standalone && taken?.fencingToken === reader.fencingToken && !taken.between)
    return `the user of record ${taken.recordNumber} of this file`;
  const userKey = isHeld ? holder : released?.by;
  const name = userKey && reader.nameStored?.(userKey);
  if (name) return `the stored user with ${name}`;
  return reader.standalone ? 'another user' : 'another stored user';
}
