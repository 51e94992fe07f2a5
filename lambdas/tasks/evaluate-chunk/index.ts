import { createS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { ChunkReferenceSchema } from '../../contracts/state-payloads.ts';
import { evaluationPorts } from '../../evaluation/evaluation-ports.ts';
import { createProcessChunk } from '../../processing/process-chunk.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { EvaluateChunkEnvironment } from './environment.ts';

const environment = readEnvironment(EvaluateChunkEnvironment);

export const handler = createHandler({
  service: 'evaluate-chunk',
  input: ChunkReferenceSchema,
  run: createProcessChunk({
    ...evaluationPorts(environment),
    objects: createS3ObjectStore(),
    resultsBucket: environment.RESULTS_BUCKET,
    writeConcurrency: environment.WRITE_CONCURRENCY,
  }),
});
