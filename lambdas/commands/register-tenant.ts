import type { TenantRegistry } from '../adapters/dynamo-tenant-registry.ts';
import type { Actor } from '../contracts/audit.ts';
import type { TenantRecord } from '../contracts/tenant.ts';

export interface NewTenant {
  readonly name: string;
  readonly requestsPerSecond?: number | undefined;
  readonly createdBy: Actor;
}

/** Registers a tenant: uploads and bearers that name it are accepted from now on. @returns undefined if it is registered already */
export async function registerTenant(
  registry: Pick<TenantRegistry, 'create'>,
  { name, requestsPerSecond, createdBy }: NewTenant,
  now: Date,
): Promise<TenantRecord | undefined> {
  const at = now.toISOString();
  const tenant: TenantRecord = {
    name,
    status: 'active',
    ...(requestsPerSecond !== undefined && { requestsPerSecond }),
    createdAt: at,
    createdBy,
    updatedAt: at,
  };
  return (await registry.create(tenant)) ? tenant : undefined;
}
