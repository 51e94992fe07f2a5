import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../lambdas/api/problem.ts';
import { openCursor, SEALED_CURSOR, sealCursor } from '../../../lambdas/api/sealed-cursor.ts';

const secret = fc.uint8Array({ minLength: 32, maxLength: 32 });
const position = fc.stringMatching(/^imp_[0-9a-z]{26}$/);
const NONCE_BYTES = 12;

describe('a sealed cursor', () => {
  it('is opened with the secret of its tenant, and with no other', () => {
    fc.assert(
      fc.property(secret, secret, position, (own, other, text) => {
        fc.pre(!Buffer.from(own).equals(other));
        const cursor = sealCursor(own, text);
        expect(cursor).toMatch(SEALED_CURSOR);
        expect(openCursor(own, cursor)).toBe(text);
        expect(() => openCursor(other, cursor)).toThrow(Problem);
      }),
    );
  });

  it('is the same for the same position, so that a page keeps its ETag', () => {
    fc.assert(
      fc.property(secret, position, (own, text) => {
        const first = sealCursor(own, text);
        expect(sealCursor(own, text)).toBe(first);
      }),
    );
  });

  it('has a nonce of its own for each position: AES-GCM must not use one twice with a key', () => {
    fc.assert(
      fc.property(secret, position, position, (own, one, other) => {
        fc.pre(one !== other);
        const nonceOf = (text: string) =>
          Buffer.from(sealCursor(own, text), 'base64url').subarray(0, NONCE_BYTES).toString('hex');
        expect(nonceOf(one)).not.toBe(nonceOf(other));
      }),
    );
  });

  it('is refused if a character of it was changed', () => {
    fc.assert(
      fc.property(secret, position, fc.nat(), (own, text, at) => {
        const bytes = Buffer.from(sealCursor(own, text), 'base64url');
        const changed = Buffer.from(bytes);
        changed[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ 1;
        expect(() => openCursor(own, changed.toString('base64url'))).toThrow(Problem);
      }),
    );
  });
});
