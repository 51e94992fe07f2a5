import { createManageTenants } from '../../commands/manage-tenants.ts';
import { apiKeys, audit, now, registry, tenants } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { ManageTenantsRequestSchema } from '../../contracts/manage-tenants.ts';

export const handler = task('manage-tenants', ManageTenantsRequestSchema, createManageTenants, {
  registry,
  apiKeys,
  tenants,
  audit,
  now,
});
