import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `rcs_<session id>_<secret>`: the id is the key of the session's item. */
const SESSION_TOKEN = /^rcs_([0-9a-f]{24})_[0-9a-f]{48}$/;
/** `rk_<tenant>_<secret>`: the tenant's settings contain the hashes of its keys. */
const API_KEY = /^rk_([A-Za-z0-9][A-Za-z0-9_-]{0,62})_[0-9a-f]{48}$/;
const BEARER = /^Bearer +(\S{1,200}) *$/i;

export type Token =
  | { readonly kind: 'api-key'; readonly tenant: string; readonly text: string }
  | { readonly kind: 'session'; readonly sessionId: string; readonly text: string };

/** Reads an Authorization header. @returns undefined if it has no token of a known form */
export function readToken(authorization: string | undefined): Token | undefined {
  const text = BEARER.exec(authorization ?? '')?.[1] ?? '';
  const sessionId = SESSION_TOKEN.exec(text)?.[1];
  if (sessionId !== undefined) return { kind: 'session', sessionId, text };
  const tenant = API_KEY.exec(text)?.[1];
  return tenant === undefined ? undefined : { kind: 'api-key', tenant, text };
}

export function newSessionToken(): { readonly sessionId: string; readonly text: string } {
  const sessionId = randomBytes(12).toString('hex');
  return { sessionId, text: `rcs_${sessionId}_${randomBytes(24).toString('hex')}` };
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
