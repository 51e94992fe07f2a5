import { createHash } from 'node:crypto';

/** Longer ids are hashed: a key of an index has at most 2,048 bytes. */
const MAX_CHARACTERS = 256;

/** Under which the index finds the imports of a tenant that were sent with an id of the sender. */
export function requestKey(tenant: string, requestId: string): string {
  const id =
    requestId.length <= MAX_CHARACTERS
      ? requestId
      : `sha256:${createHash('sha256').update(requestId).digest('hex')}`;
  return `${tenant}/${id}`;
}
