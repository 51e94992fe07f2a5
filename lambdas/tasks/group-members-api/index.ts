import { setTimeout as wait } from 'node:timers/promises';
import { createDynamoClaimStore } from '../../adapters/dynamo-claim-store.ts';
import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createDynamoTenantStore } from '../../adapters/dynamo-tenant-store.ts';
import { createDynamoUserStore } from '../../adapters/dynamo-user-store.ts';
import { guardedFetch } from '../../adapters/guarded-fetch.ts';
import { createS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { FunctionUrlEventSchema } from '../../contracts/function-url-event.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { GroupMembersApiEnvironment } from './environment.ts';
import { createGroupMembersApi } from './handler.ts';

const environment = readEnvironment(GroupMembersApiEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'group-members-api',
  input: FunctionUrlEventSchema,
  run: createGroupMembersApi({
    tenants: createDynamoTenantStore(environment.IMPORTS_TABLE, now),
    users: createDynamoUserStore(environment.USERS_TABLE, now),
    claims: createDynamoClaimStore(environment.USERS_TABLE),
    objects: createS3ObjectStore(),
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, now),
    fetch: guardedFetch,
    uploadsBucket: environment.UPLOADS_BUCKET,
    writeConcurrency: environment.WRITE_CONCURRENCY,
    now,
    wait,
  }),
});
