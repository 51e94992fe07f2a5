import { createS3ObjectStore } from '../adapters/s3-object-store.ts';
import { RepeatsReferenceSchema } from '../contracts/state-payloads.ts';
import { evaluationPorts } from '../evaluation/evaluation-ports.ts';
import { createProcessRepeats } from '../processing/process-repeats.ts';
import { createHandler } from '../runtime/create-handler.ts';
import { readEnvironment } from '../runtime/read-environment.ts';
import { EvaluateRepeatsEnvironment } from './environment.ts';

const environment = readEnvironment(EvaluateRepeatsEnvironment);

export const handler = createHandler({
  service: 'evaluate-repeats',
  input: RepeatsReferenceSchema,
  run: createProcessRepeats({
    ...evaluationPorts(environment),
    objects: createS3ObjectStore(),
    resultsBucket: environment.RESULTS_BUCKET,
    writeConcurrency: environment.WRITE_CONCURRENCY,
  }),
});
