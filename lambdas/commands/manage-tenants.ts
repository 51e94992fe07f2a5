import type { TenantRegistry } from '../adapters/dynamo-tenant-registry.ts';
import type { ApiKey } from '../contracts/api-key.ts';
import type { Actor } from '../contracts/audit.ts';
import type { ListedKey, ManageTenantsAnswer, ManageTenantsRequest } from '../contracts/manage-tenants.ts';
import { ALL_RIGHTS } from '../core/access/rights.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import type { Audit } from './audit.ts';
import { type CreateSessionPorts, createTenantSession } from './create-session.ts';
import {
  type ApiKeyPorts,
  type CreatedKey,
  createApiKey,
  revokeApiKey,
  rotateApiKey,
  SETTINGS_KEY_PREFIX,
} from './edit-api-keys.ts';
import { changesOfTenant, registerTenant } from './register-tenant.ts';

export interface ManageTenantsPorts extends ApiKeyPorts, CreateSessionPorts {
  readonly registry: TenantRegistry;
}

const PAGE = 500;

/** Registers, suspends and lists tenants, manages their API keys, and creates sessions of them. */
export function createManageTenants({ audit, ...ports }: ManageTenantsPorts & { readonly audit: Audit }) {
  return async (request: ManageTenantsRequest, runtime: TaskRuntime): Promise<ManageTenantsAnswer> => {
    const { invocationId } = runtime;
    const by = { kind: 'invocation', id: invocationId } as const;
    const answer = await answerTo(request, { ...ports, by });
    const operation = OPERATION_OF[request.action];
    const tenant = 'tenant' in request ? request.tenant : answer.accepted && answer.session?.tenant;
    if (!answer.accepted || operation === undefined || !tenant) return answer;
    const subject = subjectOf(request, answer);
    await audit({ tenant, operation, by, subject, requestId: invocationId }, runtime);
    return answer;
  };
}

function subjectOf(
  request: ManageTenantsRequest,
  { apiKey, session }: Extract<ManageTenantsAnswer, { accepted: true }>,
): Record<string, string> {
  if (session !== undefined) return { sessionId: session.id };
  if (request.action === 'change-tenant') return { changed: changesOfTenant(request).join(', ') };
  const keyId = apiKey?.keyId ?? ('key' in request ? request.key : undefined);
  return keyId === undefined ? {} : { keyId };
}

/** What changes something, as the API calls it. */
const OPERATION_OF: Readonly<Partial<Record<ManageTenantsRequest['action'], string>>> = {
  'create-tenant': 'createTenant',
  'change-tenant': 'changeTenant',
  'create-api-key': 'createApiKey',
  'rotate-api-key': 'rotateApiKey',
  'revoke-api-key': 'revokeApiKey',
  'create-session': 'createSession',
};

/** Who may invoke the function has all rights. */
interface Invoked extends ManageTenantsPorts {
  readonly by: Actor;
}

async function answerTo(request: ManageTenantsRequest, ports: Invoked): Promise<ManageTenantsAnswer> {
  switch (request.action) {
    case 'create-tenant':
      return createTenant(request, ports);
    case 'change-tenant': {
      const { tenant: name, action: _, ...change } = request;
      const tenant = await ports.registry.change(name, change, ports.now());
      return tenant === undefined ? noSuchTenant(name) : { accepted: true, tenant };
    }
    case 'list-tenants':
      return { accepted: true, ...(await listTenants(ports, request.after)) };
    case 'create-api-key': {
      const { action: _, tenant, ...wanted } = request;
      return keyAnswer(await createApiKey(ports, editor(tenant, ports.by), wanted));
    }
    case 'list-api-keys':
      return { accepted: true, apiKeys: await listKeys(ports, request.tenant) };
    case 'rotate-api-key': {
      const { tenant, key, graceMinutes } = request;
      const keyId = await keyIdOf(ports, tenant, key);
      return keyAnswer(await rotateApiKey(ports, editor(tenant, ports.by), { keyId, graceMinutes }));
    }
    case 'revoke-api-key': {
      const { tenant, key } = request;
      const revoked = await revokeApiKey(ports, tenant, await keyIdOf(ports, tenant, key));
      return revoked.ok ? { accepted: true } : refusal(revoked);
    }
    case 'create-session': {
      const created = await createTenantSession(ports, request.of, ports.by);
      if (created !== undefined) return { accepted: true, ...created };
      return refusal({ code: 'NoSuchImport', message: 'There is no such import.' });
    }
  }
}

async function createTenant(
  { tenant: name, requestsPerSecond }: Extract<ManageTenantsRequest, { action: 'create-tenant' }>,
  { registry, by: createdBy, now }: Invoked,
): Promise<ManageTenantsAnswer> {
  const tenant = await registerTenant(registry, { name, requestsPerSecond, createdBy }, now());
  if (tenant !== undefined) return { accepted: true, tenant };
  return refusal({ code: 'AlreadyExists', message: `The tenant ${name} is registered already.` });
}

async function listTenants({ registry }: ManageTenantsPorts, after: string | undefined) {
  const { tenants, next } = await registry.page({ after, limit: PAGE });
  return { tenants: [...tenants], ...(next !== undefined && { next }) };
}

/** In the order of their creation, with those that an earlier version stored in the settings. */
async function listKeys({ apiKeys, tenants }: ManageTenantsPorts, tenant: string): Promise<ListedKey[]> {
  const [keys, settings] = await Promise.all([apiKeys.list(tenant), tenants.read(tenant)]);
  const { role, permissions } = ALL_RIGHTS;
  const old = settings.apiKeys.map(({ name, createdAt }) => ({
    createdAt,
    keyId: `${SETTINGS_KEY_PREFIX}${name}`,
    tenant,
    name,
    role,
    permissions: [...permissions],
  }));
  return [...keys.map(listed), ...old].toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

/** Of a key that is named by its id or its name. A name that no key has is returned as it is: there is no such key. */
async function keyIdOf(ports: ManageTenantsPorts, tenant: string, key: string): Promise<string> {
  const keys = await listKeys(ports, tenant);
  const isNamed = (one: ListedKey) => one.keyId === key || (one.name === key && one.revokedAt === undefined);
  return keys.find(isNamed)?.keyId ?? key;
}

function editor(tenant: string, actor: Actor) {
  return { tenant, actor, rights: ALL_RIGHTS };
}

function keyAnswer(created: CreatedKey): ManageTenantsAnswer {
  if (!created.ok) return refusal(created);
  return { accepted: true, apiKey: listed(created.key), token: created.text };
}

function listed({ sha256: _, previous: __, ...key }: ApiKey): ListedKey {
  return key;
}

function noSuchTenant(name: string): ManageTenantsAnswer {
  return refusal({ code: 'NoSuchTenant', message: `There is no tenant ${name}.` });
}

function refusal({ code, message }: { readonly code: string; readonly message: string }) {
  return { accepted: false as const, code, message };
}
