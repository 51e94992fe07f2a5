import { createDynamoClaimStore } from '../../adapters/dynamo-claim-store.ts';
import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createDynamoUserStore } from '../../adapters/dynamo-user-store.ts';
import { createS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { ChunkReferenceSchema } from '../../contracts/state-payloads.ts';
import { createProcessChunk } from '../../processing/process-chunk.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { ProcessChunkEnvironment } from './environment.ts';

const environment = readEnvironment(ProcessChunkEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'process-chunk',
  input: ChunkReferenceSchema,
  run: createProcessChunk({
    objects: createS3ObjectStore(),
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, now),
    users: createDynamoUserStore(environment.USERS_TABLE, now),
    claims: createDynamoClaimStore(environment.USERS_TABLE),
    resultsBucket: environment.RESULTS_BUCKET,
    writeConcurrency: environment.WRITE_CONCURRENCY,
    now,
  }),
});
