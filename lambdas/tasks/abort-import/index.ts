import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createDynamoUserStore } from '../../adapters/dynamo-user-store.ts';
import { createS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { AbortRequestSchema } from '../../contracts/state-payloads.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { AbortImportEnvironment } from './environment.ts';
import { createAbortImport } from './handler.ts';

const environment = readEnvironment(AbortImportEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'abort-import',
  input: AbortRequestSchema,
  run: createAbortImport({
    objects: createS3ObjectStore(),
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, now),
    users: createDynamoUserStore(environment.USERS_TABLE, now),
    resultsBucket: environment.RESULTS_BUCKET,
    now,
  }),
});
