import { hashOfToken, readToken, type Token } from '../core/access/tokens.ts';
import type { Caller, VerifyOperator } from './bearer.ts';
import { isOperator } from './bearer.ts';
import { createFindBearer, type FindBearerPorts } from './find-bearer.ts';
import { createKnownTokens } from './known-tokens.ts';
import { Problem } from './problem.ts';
import { createRateLimit, type Rate } from './rate-limit.ts';
import { createTenantCheck, type TenantCheckPorts } from './tenant-check.ts';

export interface AuthenticationPorts extends FindBearerPorts, TenantCheckPorts {
  readonly verifyOperator: VerifyOperator;
  /** Of a tenant that has no rate of its own. */
  readonly requestsPerSecond: number;
}

/** Looking up a bearer costs a read of DynamoDB: so many a second for each named key or session, per function instance. */
const LOOKUPS: Rate = { perSecond: 20, burst: 100 };
/** And so many for all of them: a flood of invented names must not cost more. */
const ALL_LOOKUPS: Rate = { perSecond: 200, burst: 500 };

/** So many seconds' worth of requests at once, after a pause. */
const BURST_SECONDS = 4;

/**
 * Finds out who calls, and takes one request of the caller's rate. The answer does not show whether the token is missing,
 * malformed, unknown, revoked or expired, nor whether its tenant exists. A token that was valid before is not subject to the
 * limits of lookups, so that a flood of invented tokens does not lock out those who are known; its rate is taken before
 * it is read again.
 * @throws Problem unauthenticated, too-many-requests, tenant-inactive; of an operator's token: forbidden, issuer-unavailable
 */
export function createAuthenticate(ports: AuthenticationPorts) {
  const clock = () => ports.now().getTime();
  const lookups = createRateLimit(clock);
  const requests = createRateLimit(clock);
  const known = createKnownTokens(clock);
  const findBearer = createFindBearer(ports);
  const checkTenant = createTenantCheck(ports);

  function takeLookup(token: Token): void {
    lookups.take('all', ALL_LOOKUPS);
    if (token.kind !== 'jwt') lookups.take(nameOf(token), LOOKUPS);
  }

  async function identify(token: Token): Promise<{ caller: Caller; name: string; rate: Rate }> {
    const caller = token.kind === 'jwt' ? await ports.verifyOperator(token.text) : await findBearer(token);
    if (caller === undefined) throw unauthenticated();
    const perSecond = isOperator(caller) ? undefined : await checkTenant(caller.tenant);
    const name = isOperator(caller) ? `operator ${caller.issuer} ${caller.id}` : `tenant ${caller.tenant}`;
    return { caller, name, rate: rateOf(perSecond ?? ports.requestsPerSecond) };
  }

  return async (authorization: string | undefined): Promise<Caller> => {
    const token = readToken(authorization);
    if (token === undefined) throw unauthenticated();
    const hash = hashOfToken(token.text);
    const before = known.find(hash);
    if (before === undefined) takeLookup(token);
    else requests.take(before.name, before.rate);
    known.forget(hash);
    const { caller, ...its } = await identify(token);
    known.remember(hash, its);
    if (before === undefined) requests.take(its.name, its.rate);
    return caller;
  };
}

/** The bucket of a token's lookups. */
function nameOf(token: Exclude<Token, { kind: 'jwt' }>): string {
  if (token.kind === 'session') return `session ${token.sessionId}`;
  return token.kind === 'api-key' ? `key ${token.tenant} ${token.keyId}` : `tenant ${token.tenant}`;
}

function rateOf(perSecond: number): Rate {
  return { perSecond, burst: BURST_SECONDS * perSecond };
}

function unauthenticated(): Problem {
  const detail =
    'Send the header `Authorization: Bearer …` with an API key (rk_…) or the token of an import session (rcs_…) that is valid. Operators send an access token of a configured issuer.';
  return new Problem('unauthenticated', detail, { headers: { 'www-authenticate': 'Bearer' } });
}
