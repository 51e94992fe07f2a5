import { createEditTenant } from '../../commands/edit-tenant.ts';
import { tenants } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { TenantRequestSchema } from '../../contracts/tenant-commands.ts';

export const handler = task('edit-tenant', TenantRequestSchema, createEditTenant, { tenants });
