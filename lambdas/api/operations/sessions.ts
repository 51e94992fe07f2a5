import * as z from 'zod';
import { TenantSchema } from '../../contracts/import-options.ts';
import {
  type ImportSession,
  KEY_SESSION_PERMISSIONS,
  SESSION_MINUTES,
  SESSION_PERMISSIONS,
  SessionIdSchema,
} from '../../contracts/import-session.ts';
import { TenantRoleSchema } from '../../contracts/permissions.ts';
import { ALL_RIGHTS, grantRights, type Rights } from '../../core/access/rights.ts';
import { hashOfToken, newSessionToken } from '../../core/access/tokens.ts';
import { actorOf, type Caller, isOperator } from '../bearer.ts';
import { checkImportTypes } from '../check-import-types.ts';
import { operation } from '../operation.ts';
import { mayUse } from '../own-types.ts';
import type { ApiPorts } from '../ports.ts';
import { Problem } from '../problem.ts';
import { requestedRights } from '../requested-rights.ts';
import { createTenantCheck } from '../tenant-check.ts';

/** As browsers send it: without a path, and in lower case. */
const OriginSchema = z
  .string()
  .max(300)
  .refine(
    (text) => /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text,
    'expected an origin such as https://app.example.com, without a path',
  );

const SessionRequestSchema = z
  .strictObject({
    tenant: TenantSchema.optional().meta({
      description: 'For operators: the tenant of the session. Others leave it out.',
    }),
    role: TenantRoleSchema.default('importer').meta({
      description: '`importer` sees the imports of its person, `tenant-admin` all imports of the tenant.',
    }),
    ...requestedRights('session'),
    person: z
      .string()
      .min(1)
      .max(128)
      .optional()
      .meta({ description: 'The id of the person in your own system. Do not send a name or an address.' }),
    origin: OriginSchema.optional().meta({
      description:
        'The only page that may use the session, such as `https://app.example.com`: requests with another `Origin` are refused.',
    }),
    minutes: z.int().min(SESSION_MINUTES.least).max(SESSION_MINUTES.most).default(SESSION_MINUTES.byDefault),
  })
  .meta({ id: 'SessionRequest' });
type SessionRequest = z.output<typeof SessionRequestSchema>;

const createSession = operation({
  id: 'createSession',
  method: 'POST',
  path: '/v1/sessions',
  tag: 'Sessions',
  summary: 'Creates an import session: a token for a browser, valid for a short time.',
  description:
    'Call it from your backend with an API key, and give the token to the page. The answer is the only place where the token is shown. The session cannot do more than the key, and ends when the key is revoked. Only if `permissions` has `keys:write`, it can create, rotate and revoke API keys, with the rights of your key: ask for it only for a person that administrates the tenant. Operators create a session of a tenant with the token of their issuer.',
  callers: 'any',
  permission: 'sessions:write',
  body: SessionRequestSchema,
  status: 201,
  result: z
    .object({ id: SessionIdSchema, token: z.string(), validUntil: z.iso.datetime() })
    .meta({ id: 'Session' }),
  problems: ['invalid-request', 'not-found', 'unsupported-media-type', 'too-large'],
  async run({ bearer, body, creation }, ports) {
    checkImportTypes(body.importTypes);
    const tenant = await tenantOf(ports, bearer, body);
    const { at } = creation;
    const { validUntil, ...rights } = rightsOf(bearer, body, at);
    const { sessionId, text } = newSessionToken(creation.seed);
    await ports.sessions.put({
      sessionId,
      sha256: hashOfToken(text),
      tenant,
      ...copyOf(rights),
      person: body.person,
      origin: body.origin,
      createdAt: at.toISOString(),
      createdBy: actorOf(bearer),
      validUntil,
    });
    return { body: { id: sessionId, token: text, validUntil }, tenant };
  },
});

/** @throws Problem invalid-request, not-found, tenant-inactive */
async function tenantOf(ports: ApiPorts, bearer: Caller, { tenant }: SessionRequest): Promise<string> {
  if (!isOperator(bearer)) {
    if (tenant === undefined || tenant === bearer.tenant) return bearer.tenant;
    throw wrongField('tenant', 'Only operators name a tenant.');
  }
  if (tenant === undefined) throw wrongField('tenant', 'Name the tenant of the session.');
  await createTenantCheck(ports)(tenant);
  return tenant;
}

type SessionRights = Rights & Pick<ImportSession, 'validUntil'>;

/** @throws Problem forbidden */
function rightsOf(bearer: Caller, request: SessionRequest, at: Date): SessionRights {
  const { role, permissions, importTypes, minutes } = request;
  const end = new Date(at.getTime() + minutes * 60_000).toISOString();
  const own = isOperator(bearer) ? ALL_RIGHTS : bearer;
  // A key that ends earlier ends its sessions with it.
  const validUntil = own.validUntil !== undefined && own.validUntil < end ? own.validUntil : end;
  const granted = grantRights(
    own,
    { role, permissions, importTypes, validUntil },
    isOperator(bearer) || permissions?.includes('keys:write') ? KEY_SESSION_PERMISSIONS : SESSION_PERMISSIONS,
  );
  if (!granted.ok)
    throw new Problem('forbidden', granted.message, {
      errors: [{ in: 'body', pointer: `/${granted.field}`, detail: granted.message }],
    });
  return { ...granted.rights, validUntil };
}

function copyOf({ role, permissions, importTypes }: Omit<SessionRights, 'validUntil'>) {
  return { role, permissions: [...permissions], importTypes: importTypes && [...importTypes] };
}

function wrongField(name: string, detail: string): Problem {
  return new Problem('invalid-request', detail, { errors: [{ in: 'body', pointer: `/${name}`, detail }] });
}

const revokeSession = operation({
  id: 'revokeSession',
  method: 'DELETE',
  path: '/v1/sessions/{sessionId}',
  tag: 'Sessions',
  summary: 'Ends an import session before its time.',
  description: 'For operators: the sessions that operators have created.',
  callers: 'any',
  permission: 'sessions:write',
  params: z.object({ sessionId: SessionIdSchema }),
  status: 204,
  problems: ['not-found'],
  async run({ bearer, params }, { sessions }) {
    const session = await sessions.find(params.sessionId);
    if (session === undefined || !isOwnSession(bearer, session))
      throw new Problem('not-found', `There is no session ${params.sessionId}.`);
    await sessions.remove(params.sessionId);
    return { body: undefined, tenant: session.tenant };
  },
});

function isOwnSession(bearer: Caller, { tenant, importTypes, createdBy }: ImportSession): boolean {
  if (isOperator(bearer)) return createdBy?.kind === 'operator';
  if (tenant !== bearer.tenant) return false;
  // A bearer that is limited to import types ends sessions that are limited to them too.
  return bearer.importTypes === undefined || (importTypes?.every((name) => mayUse(bearer, name)) ?? false);
}

export const SESSION_OPERATIONS = [createSession, revokeSession];
