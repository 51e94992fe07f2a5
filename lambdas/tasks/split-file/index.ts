import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { ImportReferenceSchema } from '../../contracts/state-payloads.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { SplitFileEnvironment } from './environment.ts';
import { createSplitFile } from './handler.ts';

const environment = readEnvironment(SplitFileEnvironment);

export const handler = createHandler({
  service: 'split-file',
  input: ImportReferenceSchema,
  run: createSplitFile({
    objects: createS3ObjectStore(),
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, () => new Date()),
    resultsBucket: environment.RESULTS_BUCKET,
    maxFileBytes: environment.MAX_FILE_BYTES,
    chunkBytes: environment.CHUNK_BYTES,
    chunkRecords: environment.CHUNK_RECORDS,
    maxConcurrency: environment.MAX_CONCURRENCY,
  }),
});
