import { createDynamoClaimStore } from '../../adapters/dynamo-claim-store.ts';
import { createDynamoTenantStore } from '../../adapters/dynamo-tenant-store.ts';
import { createDynamoUserStore } from '../../adapters/dynamo-user-store.ts';
import { UpsertRequestSchema } from '../../contracts/upsert-user.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { UpsertUserEnvironment } from './environment.ts';
import { createUpsertUser } from './handler.ts';

const environment = readEnvironment(UpsertUserEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'upsert-user',
  input: UpsertRequestSchema,
  run: createUpsertUser({
    tenants: createDynamoTenantStore(environment.IMPORTS_TABLE, now),
    users: createDynamoUserStore(environment.USERS_TABLE, now),
    claims: createDynamoClaimStore(environment.USERS_TABLE),
  }),
});
