import { createDynamoFeedStore } from '../../adapters/dynamo-feed-store.ts';
import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createDynamoTenantStore } from '../../adapters/dynamo-tenant-store.ts';
import { createDynamoTurnStore } from '../../adapters/dynamo-turn-store.ts';
import { createS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { createStepFunctionsExecutions } from '../../adapters/step-functions-executions.ts';
import { ObjectCreatedEventSchema } from '../../contracts/object-created-event.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { StartImportEnvironment } from './environment.ts';
import { createStartImport } from './handler.ts';

const environment = readEnvironment(StartImportEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'start-import',
  input: ObjectCreatedEventSchema,
  run: createStartImport({
    objects: createS3ObjectStore(),
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, now),
    feeds: createDynamoFeedStore(environment.IMPORTS_TABLE, now),
    tenants: createDynamoTenantStore(environment.IMPORTS_TABLE, now),
    turns: createDynamoTurnStore(environment.IMPORTS_TABLE),
    executions: createStepFunctionsExecutions(),
    stateMachineArn: environment.STATE_MACHINE_ARN,
    now,
  }),
});
