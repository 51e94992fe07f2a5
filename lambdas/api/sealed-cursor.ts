import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { CURSOR_ADVICE } from './page-cursor.ts';
import { invalidFields } from './problem.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A sealed position: base64url of the nonce, the tag and the encrypted text. */
export const SEALED_CURSOR = /^[\w-]{38,256}$/;

/**
 * Encrypts the position at which a list continues. The last item that was read may be one that the bearer must not see, so its
 * id must not be in the cursor. The same position has the same cursor, so that a page that does not change keeps its ETag.
 * @param secret of the tenant
 */
export function sealCursor(secret: Uint8Array, position: string): string {
  const nonce = hmac(secret, `nonce ${position}`).subarray(0, NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(secret), nonce);
  const sealed = Buffer.concat([cipher.update(position, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** @throws Problem invalid-request for a text that was not sealed with this secret */
export function openCursor(secret: Uint8Array, cursor: string): string {
  const bytes = Buffer.from(cursor, 'base64url');
  const decipher = createDecipheriv(CIPHER, keyOf(secret), bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    throw invalidFields([{ in: 'query', pointer: 'cursor', detail: CURSOR_ADVICE }]);
  }
}

/** The secret has other uses: each has a key of its own. */
function keyOf(secret: Uint8Array): Buffer {
  return hmac(secret, 'cursor');
}

function hmac(secret: Uint8Array, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}
