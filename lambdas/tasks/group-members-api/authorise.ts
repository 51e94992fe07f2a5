import { createHash, timingSafeEqual } from 'node:crypto';
import type { TenantStore } from '../../adapters/dynamo-tenant-store.ts';
import { TenantSchema } from '../../contracts/import-options.ts';
import type { Caller } from './ports.ts';

const BEARER = /^Bearer +(rk_(.+)_[0-9a-f]{48}) *$/i;

/**
 * Whose request it is. Undefined where the key is missing, malformed or nobody's: whoever asks cannot tell which, nor
 * whether there is such a tenant.
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
