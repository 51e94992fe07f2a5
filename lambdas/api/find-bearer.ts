import type { ApiKeyStore } from '../adapters/dynamo-api-key-store.ts';
import type { SessionStore } from '../adapters/dynamo-session-store.ts';
import type { TenantStore } from '../adapters/dynamo-tenant-store.ts';
import { SETTINGS_KEY_PREFIX } from '../commands/edit-api-keys.ts';
import type { ApiKey } from '../contracts/api-key.ts';
import type { ImportSession } from '../contracts/import-session.ts';
import { ALL_RIGHTS, permissionsOf, type Rights } from '../core/access/rights.ts';
import { isHashOf, type Token } from '../core/access/tokens.ts';
import type { Bearer } from './bearer.ts';

export interface FindBearerPorts {
  readonly tenants: Pick<TenantStore, 'read'>;
  readonly apiKeys: Pick<ApiKeyStore, 'find' | 'noteUse'>;
  readonly sessions: Pick<SessionStore, 'find'>;
  readonly now: () => Date;
}

/** The time of a key's last use is written so often, because a write costs as much as five reads. */
const NOTED_EACH_MS = 10 * 60_000;

/** Finds the API key or the session of a token. @returns a function that returns undefined for a token that is not valid */
export function createFindBearer(ports: FindBearerPorts) {
  return async (token: Exclude<Token, { kind: 'jwt' }>): Promise<Bearer | undefined> => {
    switch (token.kind) {
      case 'api-key':
        return findKey(ports, token);
      case 'settings-key':
        return findSettingsKey(ports, token);
      case 'session':
        return findSession(ports, token);
    }
  };
}

async function findKey(
  { apiKeys, now }: FindBearerPorts,
  { tenant, keyId, text }: Extract<Token, { kind: 'api-key' }>,
): Promise<Bearer | undefined> {
  const key = await apiKeys.find(tenant, keyId);
  const at = now();
  if (key === undefined || !isSecretOf(key, text, at) || !isValid(key, at)) return undefined;
  if (isUnnoted(key, at)) await apiKeys.noteUse(tenant, keyId, at);
  const { role, importTypes, validUntil } = key;
  const permissions = permissionsOf(key);
  return { kind: 'api-key', id: keyId, tenant, role, permissions, importTypes, validUntil };
}

function isSecretOf({ sha256, previous }: ApiKey, text: string, at: Date): boolean {
  if (isHashOf(sha256, text)) return true;
  return previous !== undefined && isHashOf(previous.sha256, text) && isBefore(at, previous.validUntil);
}

function isUnnoted({ lastUsedAt }: ApiKey, at: Date): boolean {
  return lastUsedAt === undefined || at.getTime() - Date.parse(lastUsedAt) >= NOTED_EACH_MS;
}

function isValid({ revokedAt, validUntil }: ApiKey, at: Date): boolean {
  return revokedAt === undefined && (validUntil === undefined || isBefore(at, validUntil));
}

async function findSettingsKey(
  { tenants }: FindBearerPorts,
  { tenant, text }: Extract<Token, { kind: 'settings-key' }>,
): Promise<Bearer | undefined> {
  const { apiKeys } = await tenants.read(tenant);
  const key = apiKeys.find(({ sha256 }) => isHashOf(sha256, text));
  return key && { kind: 'api-key', id: `${SETTINGS_KEY_PREFIX}${key.name}`, tenant, ...ALL_RIGHTS };
}

async function findSession(
  ports: FindBearerPorts,
  { sessionId, text }: Extract<Token, { kind: 'session' }>,
): Promise<Bearer | undefined> {
  const session = await ports.sessions.find(sessionId);
  const at = ports.now();
  if (session === undefined || !isHashOf(session.sha256, text)) return undefined;
  if (!isBefore(at, session.validUntil)) return undefined;
  const creator = await findCreator(ports, session, at);
  if (creator === undefined) return undefined;
  const { tenant, role, importTypes, person, origin, validUntil } = session;
  return {
    kind: 'session',
    id: sessionId,
    tenant,
    role,
    permissions: permissionsOf(session),
    importTypes,
    person,
    origin,
    validUntil,
    creator,
  };
}

/**
 * A session ends with the key that created it: who revokes a key that has leaked also ends what was made with it.
 * @returns the rights of the creator; undefined if it is no longer valid
 */
async function findCreator(
  { apiKeys, tenants }: FindBearerPorts,
  { tenant, createdBy }: ImportSession,
  at: Date,
): Promise<Rights | undefined> {
  if (createdBy?.kind !== 'api-key' || createdBy.id === undefined) return ALL_RIGHTS;
  if (createdBy.id.startsWith(SETTINGS_KEY_PREFIX)) {
    const name = createdBy.id.slice(SETTINGS_KEY_PREFIX.length);
    return (await tenants.read(tenant)).apiKeys.some((key) => key.name === name) ? ALL_RIGHTS : undefined;
  }
  const key = await apiKeys.find(tenant, createdBy.id);
  if (key === undefined || !isValid(key, at)) return undefined;
  const { role, importTypes, validUntil } = key;
  return { role, permissions: permissionsOf(key), importTypes, validUntil };
}

function isBefore(at: Date, end: string): boolean {
  return at.getTime() < Date.parse(end);
}
