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

interface TenantChange {
  readonly status?: string | undefined;
  readonly requestsPerSecond?: number | null | undefined;
}

/** What a change of a tenant changes, for the audit trail. Its values are not secret, and say what was done. */
export function changesOfTenant({ status, requestsPerSecond }: TenantChange): readonly string[] {
  const changes = Object.entries({ status, requestsPerSecond }).filter(([, value]) => value !== undefined);
  return changes.map(([name, value]) => `${name}=${value ?? 'default'}`);
}
