import type { TenantRegistry } from '../adapters/dynamo-tenant-registry.ts';
import type { TenantPolicy } from '../contracts/tenant.ts';
import { Problem } from './problem.ts';

export interface TenantCheckPorts {
  readonly registry: Pick<TenantRegistry, 'find'>;
  readonly tenantPolicy: TenantPolicy;
}

/**
 * Only after its token was found to be valid does a caller learn about its tenant.
 * @returns the tenant's own rate, if it has one
 * @throws Problem tenant-inactive
 */
export function createTenantCheck({ registry, tenantPolicy }: TenantCheckPorts) {
  return async (tenant: string): Promise<number | undefined> => {
    const record = await registry.find(tenant);
    if (record?.status === 'suspended')
      throw new Problem('tenant-inactive', `The tenant ${tenant} is suspended. Ask who runs Rollcall.`);
    if (record === undefined && tenantPolicy === 'registered')
      throw new Problem('tenant-inactive', `The tenant ${tenant} is not registered. Ask who runs Rollcall.`);
    return record?.requestsPerSecond;
  };
}
