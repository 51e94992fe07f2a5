import { answer } from '../../client/connect.ts';
import { ApiProblem } from '../../client/errors.ts';
import type { RollcallClient } from '../../client/rollcall-client.ts';
import type { components } from '../../client/schema.ts';
import type { ListedKey } from '../../lambdas/contracts/manage-tenants.ts';
import type { TenantEdit } from '../../lambdas/contracts/tenant-commands.ts';
import { type TenantSettings, TenantSettingsSchema } from '../../lambdas/contracts/tenant-settings.ts';
import { editSettings } from '../../lambdas/core/tenant-settings/edit-settings.ts';
import { Refusal } from '../program/failure.ts';
import { tenantOfKey } from '../remote/api-options.ts';
import type { Managed, TenantRequest, TenantService } from './manage-tenants.ts';

/** People edit the same tenant by hand: conflicts are rare. */
const MAX_ATTEMPTS = 5;

type Http = RollcallClient['http'];
type KeyView = components['schemas']['ApiKey'];

/** Tenants of a deployed stage, by its API: the bearer's own, or for an operator's token the registered ones. */
export function tenantsByApi({ http }: RollcallClient, bearer: string): TenantService {
  const checkOwn = async (tenant: string) =>
    checkTenant(tenantOfKey(bearer) ?? (await answer(http.GET('/v1/tenant'))).name, tenant);
  return {
    edit: (tenant, edits) => edit(http, tenant, edits),
    async manage(request) {
      if (isAboutTenants(request)) return manageTenants(http, request);
      await checkOwn(request.tenant);
      return manageKeys(http, request);
    },
  };
}

async function edit(http: Http, tenant: string, edits: readonly TenantEdit[]): Promise<TenantSettings> {
  for (let attempt = 1; ; attempt += 1) {
    const { data, response } = await http.GET('/v1/tenant');
    checkTenant(data?.name, tenant);
    const before = TenantSettingsSchema.parse(data?.settings);
    const edited = editSettings(before, edits);
    if (!edited.ok) throw new Refusal(edited.code, edited.message);
    const settings = changesOf(before, edited.settings);
    if (Object.keys(settings).length === 0) return before;
    const headers = { 'if-match': response.headers.get('etag') ?? '' };
    try {
      const patched = await answer(http.PATCH('/v1/tenant', { headers, body: { settings } }));
      return TenantSettingsSchema.parse(patched.settings);
    } catch (error) {
      const isChanged = error instanceof ApiProblem && error.kind === 'precondition-failed';
      if (!isChanged || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** A merge patch. @throws Refusal for API keys, which are no settings any more */
function changesOf(before: TenantSettings, after: TenantSettings): Record<string, unknown> {
  if (after.apiKeys.length > 0)
    throw new Refusal(
      'InvalidSettings',
      'apiKeys: the API takes no hashes of keys; create keys with tenant api-key',
    );
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof TenantSettings>;
  const changed = [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? null]));
}

type AboutTenants = Extract<TenantRequest, { action: 'create-tenant' | 'change-tenant' | 'list-tenants' }>;

/** About the register of tenants, which only operators may see. */
export function isAboutTenants(request: TenantRequest): request is AboutTenants {
  return request.action.endsWith('-tenant') || request.action === 'list-tenants';
}

async function manageTenants(http: Http, request: AboutTenants): Promise<Managed> {
  switch (request.action) {
    case 'list-tenants': {
      const query = request.after === undefined ? {} : { cursor: request.after };
      return answer(http.GET('/v1/tenants', { params: { query } }));
    }
    case 'create-tenant': {
      const { tenant: name, action: _, ...more } = request;
      return { tenant: await answer(http.POST('/v1/tenants', { body: defined({ name, ...more }) })) };
    }
    case 'change-tenant': {
      const { tenant: name, action: _, ...body } = request;
      const params = { path: { name } };
      return { tenant: await answer(http.PATCH('/v1/tenants/{name}', { params, body: defined(body) })) };
    }
  }
}

async function manageKeys(http: Http, request: Exclude<TenantRequest, AboutTenants>): Promise<Managed> {
  const { tenant } = request;
  switch (request.action) {
    case 'list-api-keys':
      return { apiKeys: (await listKeys(http)).map((key) => listed(tenant, key)) };
    case 'create-api-key': {
      const { action: _, tenant: __, ...wanted } = request;
      const { token, ...key } = await answer(http.POST('/v1/api-keys', { body: defined(wanted) }));
      return { apiKey: listed(tenant, key), token };
    }
    case 'rotate-api-key': {
      const { graceMinutes } = request;
      const params = { path: { keyId: await keyIdOf(http, request.key) } };
      const rotated = http.POST('/v1/api-keys/{keyId}/rotate', { params, body: { graceMinutes } });
      const { token, ...key } = await answer(rotated);
      return { apiKey: listed(tenant, key), token };
    }
    case 'revoke-api-key': {
      const params = { path: { keyId: await keyIdOf(http, request.key) } };
      await http.DELETE('/v1/api-keys/{keyId}', { params });
      return {};
    }
  }
}

/** JSON without what is undefined. */
function defined<T extends object>(body: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return JSON.parse(JSON.stringify(body));
}

async function listKeys(http: Http): Promise<readonly KeyView[]> {
  return (await answer(http.GET('/v1/api-keys'))).apiKeys;
}

/** @throws Refusal */
async function keyIdOf(http: Http, key: string): Promise<string> {
  const found = (await listKeys(http)).find(
    ({ id, name, status }) => id === key || (name === key && status !== 'revoked'),
  );
  if (found === undefined) throw new Refusal('NoSuchKey', `There is no API key ${key}.`);
  return found.id;
}

/** As the function manage-tenants shows it. */
function listed(
  tenant: string,
  { id: keyId, status: _, previousValidUntil: __, ...key }: KeyView,
): ListedKey {
  return { keyId, tenant, ...key } as ListedKey;
}

/** The bearer decides the tenant: another name must not be ignored. @throws Refusal */
function checkTenant(own: string | undefined, tenant: string): void {
  if (own === tenant) return;
  throw new Refusal('OtherTenant', `The API key is of the tenant ${own}, not of ${tenant}.`);
}
