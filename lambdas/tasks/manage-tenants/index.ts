import { createManageTenants } from '../../commands/manage-tenants.ts';
import { anyImports, apiKeys, audit, now, registry, sessions, tenants } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { ManageTenantsRequestSchema } from '../../contracts/manage-tenants.ts';

export const handler = task('manage-tenants', ManageTenantsRequestSchema, createManageTenants, {
  registry,
  apiKeys,
  tenants,
  sessions,
  imports: anyImports,
  audit,
  now,
});
