import type { Cloud } from '../../local/cloud-types.ts';
import { DEMO_TENANT } from '../program/default-tenant.ts';
import { Refusal } from '../program/failure.ts';
import { askToManage } from './manage-tenants.ts';

/**
 * Registers a tenant of this machine, as its first upload would. A deployed stage refuses a tenant that is not registered, so
 * that a mistyped name must not stay unnoticed here.
 * @returns the line to show; undefined if the tenant exists
 */
export async function newTenant(cloud: Pick<Cloud, 'invoke'>, tenant: string): Promise<string | undefined> {
  if (tenant === DEMO_TENANT) return undefined;
  try {
    await askToManage(cloud, { action: 'create-tenant', tenant });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'AlreadyExists') return undefined;
    throw error;
  }
  return `The tenant ${tenant} is new on this machine. A deployed stage imports for registered tenants only.`;
}
