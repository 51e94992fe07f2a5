import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { TenantStore } from '../adapters/dynamo-tenant-store.ts';
import { NO_SETTINGS } from '../contracts/no-settings.ts';
import { RollcallError } from '../runtime/errors.ts';

export interface LimitPorts {
  readonly imports: Pick<ImportStore, 'hasOpen'>;
  readonly tenants: Pick<TenantStore, 'read'>;
}

/**
 * The limit of open imports that the tenant has reached, if it has. The upload still becomes an import, which InspectFile
 * rejects, so that it is recorded and its sender is notified; it ends without waiting for a turn or for another file.
 */
export async function reachedLimit(
  { imports, tenants }: LimitPorts,
  tenant: string,
): Promise<{ readonly overLimit?: number }> {
  const { openImports } = await limitsOf(tenants, tenant);
  return (await imports.hasOpen(tenant, openImports)) ? { overLimit: openImports } : {};
}

/** InspectFile reports settings that are not valid. */
async function limitsOf(tenants: LimitPorts['tenants'], tenant: string) {
  try {
    return (await tenants.read(tenant)).limits;
  } catch (error) {
    if (error instanceof RollcallError && error.name === 'ConfigurationError') return NO_SETTINGS.limits;
    throw error;
  }
}
