import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createDynamoUserStore } from '../../adapters/dynamo-user-store.ts';
import { createS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { CollectResultsEnvironment } from './environment.ts';
import { createCollectResults } from './handler.ts';

const environment = readEnvironment(CollectResultsEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'collect-results',
  input: AttemptReferenceSchema,
  run: createCollectResults({
    objects: createS3ObjectStore(),
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, now),
    users: createDynamoUserStore(environment.USERS_TABLE, now),
    resultsBucket: environment.RESULTS_BUCKET,
    now,
  }),
});
