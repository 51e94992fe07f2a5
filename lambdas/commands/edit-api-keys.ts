import type { ApiKeyStore } from '../adapters/dynamo-api-key-store.ts';
import type { TenantStore } from '../adapters/dynamo-tenant-store.ts';
import { type ApiKey, MAX_API_KEYS } from '../contracts/api-key.ts';
import type { Actor } from '../contracts/audit.ts';
import type { ApiKeyRefusal } from '../contracts/tenant-commands.ts';
import { covers, grantRights, type Rights, type WantedRights } from '../core/access/rights.ts';
import { hashOfToken, newApiKeyText } from '../core/access/tokens.ts';

export interface ApiKeyPorts {
  readonly apiKeys: ApiKeyStore;
  readonly tenants: Pick<TenantStore, 'read' | 'readVersion' | 'write'>;
  readonly now: () => Date;
}

/** Who edits the keys of a tenant, and with which rights. */
export interface KeyEditor {
  readonly tenant: string;
  readonly actor: Actor;
  readonly rights: Rights;
}

export type KeyRefused = { readonly ok: false } & ApiKeyRefusal;
export type CreatedKey = { readonly ok: true; readonly key: ApiKey; readonly text: string } | KeyRefused;

/** A key whose hash is in the tenant's settings. Its id is this prefix and its name. */
export const SETTINGS_KEY_PREFIX = 'settings:';

type NewKey = WantedRights & { readonly name: string };

/**
 * Creates an API key. It cannot do more than its creator. `text` is the only place where the key can be read. Of several
 * requests for one name at the same time, one succeeds.
 */
export async function createApiKey(
  ports: ApiKeyPorts,
  editor: KeyEditor,
  { name, ...wanted }: NewKey,
): Promise<CreatedKey> {
  const granted = grantRights(editor.rights, wanted);
  if (!granted.ok) return refused('TooManyRights', granted.message, granted.field);
  const at = ports.now();
  const { validUntil } = granted.rights;
  if (validUntil !== undefined && Date.parse(validUntil) <= at.getTime())
    return refused('InvalidKey', 'The end of the key must be in the future.', 'validUntil');
  const unlock = await ports.apiKeys.lockName(editor.tenant, name, at);
  if (unlock === undefined) return alreadyExists(name);
  try {
    return await createLocked(ports, editor, { ...granted.rights, name }, at);
  } finally {
    await unlock();
  }
}

/** While no other invocation creates a key of this name. */
async function createLocked(
  { apiKeys }: ApiKeyPorts,
  { tenant, actor }: KeyEditor,
  { name, permissions, role, ...rest }: Rights & { readonly name: string },
  at: Date,
): Promise<CreatedKey> {
  const others = (await apiKeys.list(tenant)).filter(({ revokedAt }) => revokedAt === undefined);
  if (others.some((key) => key.name === name)) return alreadyExists(name);
  if (others.length >= MAX_API_KEYS)
    return refused('TooManyKeys', `The tenant has ${MAX_API_KEYS} keys. Revoke one first.`);
  const { keyId, text } = newApiKeyText(tenant);
  const key: ApiKey = {
    keyId,
    tenant,
    name,
    ...definedOf(rest),
    role,
    permissions: [...permissions],
    sha256: hashOfToken(text),
    createdAt: at.toISOString(),
    createdBy: actor,
  };
  await apiKeys.create(key);
  return { ok: true, key, text };
}

function alreadyExists(name: string): KeyRefused {
  const message = `There is a key ${name} already. Revoke it first, or choose another name.`;
  return refused('AlreadyExists', message, 'name');
}

function definedOf({ importTypes, validUntil }: Pick<Rights, 'importTypes' | 'validUntil'>) {
  return {
    ...(importTypes !== undefined && { importTypes: [...importTypes] }),
    ...(validUntil !== undefined && { validUntil }),
  };
}

/**
 * Gives a key another secret. The one before stays valid for `graceMinutes`, so that programs can change to the new one
 * without an interruption. Who rotates a key learns its secret, so the key must not have more rights than they have.
 */
export async function rotateApiKey(
  { apiKeys, now }: ApiKeyPorts,
  { tenant, rights }: KeyEditor,
  { keyId, graceMinutes }: { readonly keyId: string; readonly graceMinutes: number },
): Promise<CreatedKey> {
  const key = await apiKeys.find(tenant, keyId);
  if (key === undefined) return noSuchKey(keyId);
  if (key.revokedAt !== undefined)
    return refused('Revoked', `The key ${keyId} is revoked. Create a new one.`);
  if (!covers(rights, key))
    return refused('TooManyRights', `The key ${keyId} may do more than the bearer that you use.`);
  const at = now();
  const { text } = newApiKeyText(tenant, keyId);
  const validUntil = new Date(at.getTime() + graceMinutes * 60_000).toISOString();
  const secret = {
    sha256: hashOfToken(text),
    rotatedAt: at.toISOString(),
    previous: graceMinutes === 0 ? undefined : { sha256: key.sha256, validUntil },
  };
  if (!(await apiKeys.rotate(key, secret)))
    return refused('Changed', `The key ${keyId} was rotated or revoked in the meantime.`);
  return { ok: true, key: { ...key, ...secret }, text };
}

/** Ends a key at once, with the sessions that it created. A key that is revoked already is a success. */
export async function revokeApiKey(
  ports: ApiKeyPorts,
  tenant: string,
  keyId: string,
): Promise<{ readonly ok: true } | KeyRefused> {
  if (keyId.startsWith(SETTINGS_KEY_PREFIX))
    return revokeInSettings(ports.tenants, tenant, keyId.slice(SETTINGS_KEY_PREFIX.length));
  if (await ports.apiKeys.revoke(tenant, keyId, ports.now())) return { ok: true };
  return (await ports.apiKeys.find(tenant, keyId)) === undefined ? noSuchKey(keyId) : { ok: true };
}

async function revokeInSettings(
  tenants: ApiKeyPorts['tenants'],
  tenant: string,
  name: string,
): Promise<{ readonly ok: true } | KeyRefused> {
  const version = await tenants.readVersion(tenant);
  const settings = await tenants.read(tenant);
  const apiKeys = settings.apiKeys.filter((key) => key.name !== name);
  if (apiKeys.length === settings.apiKeys.length) return noSuchKey(`${SETTINGS_KEY_PREFIX}${name}`);
  if (await tenants.write(tenant, { ...settings, apiKeys }, version)) return { ok: true };
  return refused('Changed', 'The settings of the tenant were changed in the meantime. Try again.');
}

function noSuchKey(keyId: string): KeyRefused {
  return refused('NoSuchKey', `There is no API key ${keyId}.`);
}

function refused(code: ApiKeyRefusal['code'], message: string, field?: string): KeyRefused {
  return { ok: false, code, message, ...(field !== undefined && { field }) };
}
