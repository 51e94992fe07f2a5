import { tenants } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { TenantRequestSchema } from '../../contracts/tenant-commands.ts';
import { createEditTenant } from './handler.ts';

export const handler = task('edit-tenant', TenantRequestSchema, createEditTenant, { tenants });
