import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `rcs_<session id>_<secret>`: the id is the key of the session's item. */
const SESSION_TOKEN = /^rcs_([0-9a-f]{24})_[0-9a-f]{48}$/;
/** `rk_<tenant>_<key id><secret>`: tenant and id are the key of the key's item. */
const API_KEY = /^rk_([A-Za-z0-9][A-Za-z0-9_-]{0,62})_([0-9a-f]{16})[0-9a-f]{48}$/;
/** `rk_<tenant>_<secret>`: a key whose hash is in the tenant's settings, where keys were stored until 0.1. */
const SETTINGS_KEY = /^rk_([A-Za-z0-9][A-Za-z0-9_-]{0,62})_[0-9a-f]{48}$/;
/** A JSON Web Token, of whatever issuer. */
const JWT = /^[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}$/;
/** An access token with the groups of a person can have some kilobytes. */
const BEARER = /^Bearer +(\S{1,8192}) *$/i;

export type Token = { readonly text: string } & (
  | { readonly kind: 'api-key'; readonly tenant: string; readonly keyId: string }
  | { readonly kind: 'settings-key'; readonly tenant: string }
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'jwt' }
);

/** Reads an Authorization header. @returns undefined if it has no token of a known form */
export function readToken(authorization: string | undefined): Token | undefined {
  const text = BEARER.exec(authorization ?? '')?.[1] ?? '';
  const sessionId = SESSION_TOKEN.exec(text)?.[1];
  if (sessionId !== undefined) return { kind: 'session', sessionId, text };
  const [, ofKey, id] = API_KEY.exec(text) ?? [];
  if (ofKey !== undefined && id !== undefined)
    return { kind: 'api-key', tenant: ofKey, keyId: keyIdOf(id), text };
  const tenant = SETTINGS_KEY.exec(text)?.[1];
  if (tenant !== undefined) return { kind: 'settings-key', tenant, text };
  return JWT.test(text) ? { kind: 'jwt', text } : undefined;
}

/** @param seed at least 12 bytes, of which the id is made */
export function newSessionToken(seed: Buffer): { readonly sessionId: string; readonly text: string } {
  const sessionId = seed.subarray(0, 12).toString('hex');
  return { sessionId, text: `rcs_${sessionId}_${randomBytes(24).toString('hex')}` };
}

/** A new key of the tenant. @param keyId of a key that gets another secret */
export function newApiKeyText(
  tenant: string,
  keyId = keyIdOf(randomBytes(8).toString('hex')),
): { readonly keyId: string; readonly text: string } {
  return { keyId, text: `rk_${tenant}_${keyId.slice(4)}${randomBytes(24).toString('hex')}` };
}

function keyIdOf(hex: string): string {
  return `key_${hex}`;
}

/** @returns lower-case hex digits */
export function hashOfToken(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whether a stored hash is the token's, in a time that does not depend on where they differ. */
export function isHashOf(sha256: string, text: string): boolean {
  const stored = Buffer.from(sha256, 'hex');
  const given = createHash('sha256').update(text).digest();
  return stored.length === given.length && timingSafeEqual(stored, given);
}
