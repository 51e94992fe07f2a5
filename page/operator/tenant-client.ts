import { answer } from '../../client/connect.ts';
import { createRollcallClient, type RollcallClient } from '../../client/rollcall-client.ts';

/** What the console does with the data of a tenant. */
const PERMISSIONS = ['imports:read', 'imports:write', 'audit:read', 'webhooks:manage'] as const;
const MINUTES = 60;
/** Characters that the API takes. */
const MOST_OF_PERSON = 128;
/** Before its end, a session is replaced. */
const REPLACED_BEFORE_MS = 60_000;

interface TenantClient {
  readonly client: RollcallClient;
  /** The session that it uses, if it has created one. */
  readonly session: () => Promise<TenantSession> | undefined;
}

const known = new WeakMap<RollcallClient, Map<string, TenantClient>>();
/** A sign-out does not wait longer for the API. */
const END_WITHIN_MS = 3000;

/**
 * A client with a session of the tenant, which the operator's own creates when it is needed, once an hour. The audit
 * trail of the tenant names the session, and who created it.
 */
export function tenantClientOf(operator: RollcallClient, tenant: string): RollcallClient {
  const clients = known.get(operator) ?? new Map<string, TenantClient>();
  known.set(operator, clients);
  const found = clients.get(tenant) ?? createTenantClient(operator, tenant);
  clients.set(tenant, found);
  return found.client;
}

interface TenantSession {
  readonly id: string;
  readonly token: string;
  readonly validUntil: string;
}

function createTenantClient(operator: RollcallClient, tenant: string): TenantClient {
  let session: Promise<TenantSession> | undefined;
  const create = () => createSession(operator, { tenant, permissions: [...PERMISSIONS] });
  const client = createRollcallClient({
    api: operator.origin,
    async bearer() {
      session ??= create();
      const current = await session.catch((error: unknown) => {
        session = undefined;
        throw error;
      });
      if (Date.parse(current.validUntil) - Date.now() > REPLACED_BEFORE_MS) return current.token;
      session = create();
      return (await session).token;
    },
  });
  return { client, session: () => session };
}

/** Ends the sessions of tenants that the console has created, when its operator signs out. It never fails: they end by themselves. */
export async function endTenantSessions(operator: RollcallClient): Promise<void> {
  const clients = [...(known.get(operator)?.values() ?? [])];
  known.delete(operator);
  const signal = AbortSignal.timeout(END_WITHIN_MS);
  await Promise.allSettled(
    clients.map(async ({ session }) => {
      const created = await session();
      if (created === undefined) return;
      const params = { path: { sessionId: created.id } };
      await operator.http.DELETE('/v1/sessions/{sessionId}', { params, signal });
    }),
  );
}

interface SessionRequest {
  readonly tenant: string;
  /** Absent: all that a session may have. */
  readonly permissions?: (typeof PERMISSIONS)[number][];
}

/** Its person is the operator, so that each entry of the audit trail names who acted. */
async function createSession({ http }: RollcallClient, request: SessionRequest): Promise<TenantSession> {
  const { id } = await answer(http.GET('/v1/session'));
  const person = `operator:${id}`.slice(0, MOST_OF_PERSON);
  return answer(
    http.POST('/v1/sessions', { body: { ...request, person, role: 'tenant-admin', minutes: MINUTES } }),
  );
}

/** The address of the page as a person of the tenant sees it, with a new session. */
export async function tenantPage(operator: RollcallClient, tenant: string, screen: string): Promise<string> {
  const { token } = await createSession(operator, { tenant });
  return `${location.origin}${location.pathname}${location.search}#session=${token}&to=${screen}`;
}

/** Whether there is a session of the tenant already. */
export function hasTenantClient(operator: RollcallClient, tenant: string): boolean {
  return known.get(operator)?.has(tenant) ?? false;
}
