/** Registered tenants, API keys, sessions and settings in memory, with the conditions of the real stores. */
import type { ApiKeyStore } from '../../../lambdas/adapters/dynamo-api-key-store.ts';
import type { SessionStore } from '../../../lambdas/adapters/dynamo-session-store.ts';
import type { TenantRegistry } from '../../../lambdas/adapters/dynamo-tenant-registry.ts';
import type { TenantStore } from '../../../lambdas/adapters/dynamo-tenant-store.ts';
import type { ApiKey } from '../../../lambdas/contracts/api-key.ts';
import type { ImportSession } from '../../../lambdas/contracts/import-session.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import type { TenantRecord } from '../../../lambdas/contracts/tenant.ts';
import type { TenantSettings } from '../../../lambdas/contracts/tenant-settings.ts';

export function memoryAccess() {
  const keys = new Map<string, ApiKey>();
  const sessions = new Map<string, ImportSession>();
  const tenants = new Map<string, TenantRecord>();
  const settings = new Map<string, { readonly settings: TenantSettings; readonly version: number }>();
  let reads = 0;
  let uses = 0;
  const read = <T>(value: T): T => {
    reads += 1;
    return value;
  };
  const locks = new Set<string>();
  const apiKeys: ApiKeyStore = {
    lockName: async (tenant, name) => {
      const lock = `${tenant} ${name}`;
      if (locks.has(lock)) return undefined;
      locks.add(lock);
      return async () => void locks.delete(lock);
    },
    create: async (key) => void keys.set(key.keyId, key),
    find: async (tenant, keyId) => {
      const key = read(keys.get(keyId));
      return key?.tenant === tenant ? key : undefined;
    },
    list: async (tenant) => read([...keys.values()].filter((key) => key.tenant === tenant)),
    rotate: async (key, secret) => {
      const stored = keys.get(key.keyId);
      if (stored?.sha256 !== key.sha256 || stored.revokedAt !== undefined) return false;
      keys.set(key.keyId, { ...stored, ...secret });
      return true;
    },
    revoke: async (tenant, keyId, at) => {
      const stored = keys.get(keyId);
      if (stored?.tenant !== tenant || stored.revokedAt !== undefined) return false;
      keys.set(keyId, { ...stored, revokedAt: at.toISOString() });
      return true;
    },
    noteUse: async (_, keyId, at) => {
      uses += 1;
      const stored = keys.get(keyId);
      if (stored !== undefined) keys.set(keyId, { ...stored, lastUsedAt: at.toISOString() });
    },
  };
  const sessionStore: SessionStore = {
    put: async (session) => void sessions.set(session.sessionId, session),
    find: async (id) => read(sessions.get(id)),
    remove: async (id) => void sessions.delete(id),
  };
  const registry: TenantRegistry = {
    find: async (name) => read(tenants.get(name)),
    create: async (tenant) => !tenants.has(tenant.name) && !!tenants.set(tenant.name, tenant),
    change: async (name, { status, requestsPerSecond }, at) => {
      const stored = tenants.get(name);
      if (stored === undefined) return undefined;
      const { requestsPerSecond: before, ...others } = stored;
      const rate = requestsPerSecond === undefined ? before : (requestsPerSecond ?? undefined);
      const changed = {
        ...others,
        ...(status !== undefined && { status }),
        ...(rate !== undefined && { requestsPerSecond: rate }),
        updatedAt: at.toISOString(),
      };
      tenants.set(name, changed);
      return changed;
    },
    page: async ({ after = '', limit }) => {
      const rest = [...tenants.values()]
        .filter(({ name }) => name > after)
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      const page = rest.slice(0, limit);
      return { tenants: page, ...(rest.length > limit && { next: page.at(-1)?.name }) };
    },
  };
  const tenantStore: TenantStore = {
    read: async (tenant) => read(settings.get(tenant)?.settings ?? NO_SETTINGS),
    readVersion: async (tenant) => read(settings.get(tenant)?.version ?? 0),
    write: async (tenant, written, expected) => {
      if ((settings.get(tenant)?.version ?? 0) !== expected) return false;
      settings.set(tenant, { settings: written, version: expected + 1 });
      return true;
    },
  };
  return {
    apiKeys,
    sessions: sessionStore,
    registry,
    tenants: tenantStore,
    /** Reads of any item so far. */
    reads: () => reads,
    /** Times that the use of a key was written. */
    uses: () => uses,
    stored: { keys, sessions, tenants, settings },
  };
}

/** No tenant is registered, and any is accepted. */
export const ANY_TENANT = {
  registry: { find: async () => undefined, create: async () => true },
  tenantPolicy: 'any',
} as const;
