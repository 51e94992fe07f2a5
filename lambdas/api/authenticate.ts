import type { SessionStore } from '../adapters/dynamo-session-store.ts';
import type { TenantStore } from '../adapters/dynamo-tenant-store.ts';
import type { Bearer } from './bearer.ts';
import { Problem } from './problem.ts';
import { createRateLimit } from './rate-limit.ts';
import { isHashOf, readToken, type Token } from './tokens.ts';

export interface AuthenticationPorts {
  readonly tenants: Pick<TenantStore, 'read'>;
  readonly sessions: Pick<SessionStore, 'find'>;
  readonly now: () => Date;
}

/** Looking up a bearer costs a read of DynamoDB: so many a second for each named tenant or session, per function instance. */
const LOOKUPS = { perSecond: 20, burst: 100 } as const;
/** And so many for all of them: a flood of invented names must not cost more. */
const ALL_LOOKUPS = { perSecond: 200, burst: 500 } as const;

/**
 * Finds out who calls. The answer does not show whether the token is missing, malformed, unknown or expired, nor
 * whether its tenant exists.
 * @throws Problem unauthenticated, too-many-requests
 */
export function createAuthenticate({ tenants, sessions, now }: AuthenticationPorts) {
  const clock = () => now().getTime();
  const ofOne = createRateLimit(LOOKUPS, clock);
  const ofAll = createRateLimit(ALL_LOOKUPS, clock);

  async function find(token: Token): Promise<Bearer | undefined> {
    if (token.kind === 'session') {
      const session = await sessions.find(token.sessionId);
      if (session === undefined || !isHashOf(session.sha256, token.text)) return undefined;
      if (Date.parse(session.validUntil) <= clock()) return undefined;
      const { sessionId: id, tenant, importTypes, person } = session;
      return { kind: 'session', id, tenant, role: 'importer', importTypes, person };
    }
    const { apiKeys } = await tenants.read(token.tenant);
    const key = apiKeys.find(({ sha256 }) => isHashOf(sha256, token.text));
    return key && { kind: 'api-key', id: key.name, tenant: token.tenant, role: 'tenant-admin' };
  }

  return async (authorization: string | undefined): Promise<Bearer> => {
    const token = readToken(authorization);
    if (token === undefined) throw unauthenticated();
    const named = token.kind === 'session' ? token.sessionId : token.tenant;
    ofAll.take('all');
    ofOne.take(`${token.kind} ${named}`);
    const bearer = await find(token);
    if (bearer === undefined) throw unauthenticated();
    return bearer;
  };
}

function unauthenticated(): Problem {
  const detail =
    'Send the header `Authorization: Bearer …` with an API key (rk_…) or the token of an import session (rcs_…) that is valid.';
  return new Problem('unauthenticated', detail, { headers: { 'www-authenticate': 'Bearer' } });
}
