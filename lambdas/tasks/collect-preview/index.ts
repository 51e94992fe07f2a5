import { createS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { evaluationPorts } from '../../evaluation/evaluation-ports.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { CollectPreviewEnvironment } from './environment.ts';
import { createCollectPreview } from './handler.ts';

const environment = readEnvironment(CollectPreviewEnvironment);

export const handler = createHandler({
  service: 'collect-preview',
  input: AttemptReferenceSchema,
  run: createCollectPreview({
    ...evaluationPorts(environment),
    objects: createS3ObjectStore(),
    resultsBucket: environment.RESULTS_BUCKET,
  }),
});
