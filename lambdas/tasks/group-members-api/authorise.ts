import type { TenantStore } from '../../adapters/dynamo-tenant-store.ts';
import { isHashOf, readToken } from '../../api/tokens.ts';
import type { Caller } from './ports.ts';

/**
 * The tenant of a request, by its API key. Undefined when the key is missing, malformed or unknown: the answer does not
 * show which, nor whether such a tenant exists.
 */
export async function authorise(
  authorization: string | undefined,
  tenants: Pick<TenantStore, 'read'>,
): Promise<Caller | undefined> {
  const token = readToken(authorization);
  if (token?.kind !== 'api-key') return undefined;
  const settings = await tenants.read(token.tenant);
  const isKnown = settings.apiKeys.some(({ sha256 }) => isHashOf(sha256, token.text));
  return isKnown ? { tenant: token.tenant, settings } : undefined;
}
