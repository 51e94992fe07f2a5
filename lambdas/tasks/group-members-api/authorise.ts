import { createHash, timingSafeEqual } from 'node:crypto';
import type { TenantStore } from '../../adapters/dynamo-tenant-store.ts';
import { TenantSchema } from '../../contracts/import-options.ts';
import type { Caller } from './ports.ts';

const BEARER = /^Bearer +(rk_(.+)_[0-9a-f]{48}) *$/i;

/**
 * The tenant of a request, by its API key. Undefined when the key is missing, malformed or unknown: the answer does not
 * show which, nor whether such a tenant exists.
 */
export async function authorise(
  authorization: string | undefined,
  tenants: Pick<TenantStore, 'read'>,
): Promise<Caller | undefined> {
  const [, key, tenant] = BEARER.exec(authorization ?? '') ?? [];
  if (key === undefined || tenant === undefined || !TenantSchema.safeParse(tenant).success) return undefined;
  const settings = await tenants.read(tenant);
  const hash = createHash('sha256').update(key).digest();
  const matches = settings.apiKeys.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), hash));
  return matches.length > 0 ? { tenant, settings } : undefined;
}
