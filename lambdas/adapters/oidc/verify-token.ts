import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import type { Issuer } from '../../contracts/issuer.ts';
import { isForAudience } from '../../core/access/token-claims.ts';
import type { FetchJson } from './fetch-json.ts';
import { createIssuerKeys, type IssuerKeys } from './issuer-keys.ts';

/** Signatures with public keys only: a party that can verify an HMAC can also make one. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** Issuers differ (RFC 9068 asks for at+jwt). Others are no access tokens, such as `logout+jwt`. */
const TYPES = ['at+jwt', 'application/at+jwt', 'jwt', undefined];
/** Of the clocks of the issuer and of this machine. */
const SKEW_SECONDS = 60;

export interface VerifiedToken {
  readonly issuer: Issuer;
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** @returns undefined for a token that is not valid @throws IssuerUnavailable */
export type VerifyToken = (token: string) => Promise<VerifiedToken | undefined>;

/**
 * Verifies access tokens of the issuers. Only a token that could be valid but for its signature can make it ask an
 * issuer, and only as often as {@link createIssuerKeys} allows: a flood of invented tokens causes no flood of requests.
 */
export function createVerifyToken(
  issuers: readonly Issuer[],
  { fetchJson, now }: { readonly fetchJson: FetchJson; readonly now: () => Date },
): VerifyToken {
  const known = new Map<string, readonly [Issuer, IssuerKeys]>(
    issuers.map((one) => [one.issuer, [one, createIssuerKeys(one.issuer, fetchJson, () => now().getTime())]]),
  );
  return async (token) => {
    const [issuer, keys] = known.get(issuerOf(token) ?? '') ?? [];
    if (issuer === undefined || keys === undefined || !isPossible(token, issuer, now())) return undefined;
    const claims = await verified(token, issuer, keys, now());
    const subject = claims?.sub;
    return claims === undefined || subject === undefined ? undefined : { issuer, subject, claims };
  };
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

/** What can be refused without a key. */
function isPossible(token: string, { audience }: Issuer, at: Date): boolean {
  try {
    const { alg = '', typ } = decodeProtectedHeader(token);
    const claims = decodeJwt(token);
    if (!ALGORITHMS.includes(alg) || !TYPES.includes(typ?.toLowerCase())) return false;
    return isForAudience(claims, audience) && isSubject(claims.sub) && isNow(claims, at);
  } catch {
    return false;
  }
}

/** OpenID Connect: at most 255 ASCII characters. */
function isSubject(sub: unknown): boolean {
  return typeof sub === 'string' && /^[\x20-\x7e]{1,255}$/.test(sub);
}

function isNow({ exp }: JWTPayload, at: Date): boolean {
  return typeof exp === 'number' && at.getTime() / 1000 < exp + SKEW_SECONDS;
}

async function verified(token: string, { issuer }: Issuer, keys: IssuerKeys, currentDate: Date) {
  const options = {
    issuer,
    algorithms: ALGORITHMS,
    clockTolerance: SKEW_SECONDS,
    currentDate,
    requiredClaims: ['exp', 'sub'],
  };
  const verify = async (set: Awaited<ReturnType<IssuerKeys['current']>>) =>
    (await jwtVerify(token, createLocalJWKSet(set), options)).payload;
  try {
    return await verify(await keys.current()).catch(async (error: unknown) => {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      const renewed = await keys.renewed();
      return renewed && (await verify(renewed));
    });
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
}
