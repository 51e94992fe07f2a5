import { createDynamoTenantStore } from '../../adapters/dynamo-tenant-store.ts';
import { TenantRequestSchema } from '../../contracts/tenant-commands.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { EditTenantEnvironment } from './environment.ts';
import { createEditTenant } from './handler.ts';

const environment = readEnvironment(EditTenantEnvironment);

export const handler = createHandler({
  service: 'edit-tenant',
  input: TenantRequestSchema,
  run: createEditTenant({ tenants: createDynamoTenantStore(environment.IMPORTS_TABLE, () => new Date()) }),
});
