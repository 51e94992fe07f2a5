import { createS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { DeferredReferenceSchema } from '../../contracts/state-payloads.ts';
import { evaluationPorts } from '../../evaluation/evaluation-ports.ts';
import { createProcessDeferred } from '../../processing/process-deferred.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { EvaluateDeferredEnvironment } from './environment.ts';

const environment = readEnvironment(EvaluateDeferredEnvironment);

export const handler = createHandler({
  service: 'evaluate-deferred',
  input: DeferredReferenceSchema,
  run: createProcessDeferred({
    ...evaluationPorts(environment),
    objects: createS3ObjectStore(),
    resultsBucket: environment.RESULTS_BUCKET,
    writeConcurrency: environment.WRITE_CONCURRENCY,
  }),
});
