import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

export interface IdempotencySecrets {
  /** Of the stored request. */
  readonly id: string;
  fingerprint(body: string): string;
  encrypt(answer: string): string;
  decrypt(stored: string): string;
}

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Everything about a stored request depends on the token of its bearer. So another bearer does not find it, and the table, which
 * contains only hashes of tokens, does not contain the token of a session that was the answer.
 * @param token an API key or the token of a session: 24 random bytes
 */
export function idempotencySecrets(token: string, operation: string, key: string): IdempotencySecrets {
  const derived = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', token, '', `rollcall ${purpose}\n${operation}\n${key}`, 32));
  return {
    id: derived('id').toString('hex'),
    fingerprint: (body) => createHmac('sha256', derived('fingerprint')).update(body).digest('hex'),
    encrypt(answer) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, derived('answer'), iv);
      const encrypted = Buffer.concat([cipher.update(answer, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64');
    },
    decrypt(stored) {
      const bytes = Buffer.from(stored, 'base64');
      const decipher = createDecipheriv(CIPHER, derived('answer'), bytes.subarray(0, IV_BYTES));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const rest = bytes.subarray(IV_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(rest), decipher.final()]).toString('utf8');
    },
  };
}
