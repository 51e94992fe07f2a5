import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createDynamoTurnStore } from '../../adapters/dynamo-turn-store.ts';
import { createS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { createStepFunctionsExecutions } from '../../adapters/step-functions-executions.ts';
import { ImportReferenceSchema } from '../../contracts/state-payloads.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { ResumeImportEnvironment } from './environment.ts';
import { createResumeImport } from './handler.ts';

const environment = readEnvironment(ResumeImportEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'resume-import',
  input: ImportReferenceSchema,
  run: createResumeImport({
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, now),
    turns: createDynamoTurnStore(environment.IMPORTS_TABLE),
    objects: createS3ObjectStore(),
    executions: createStepFunctionsExecutions(),
    resultsBucket: environment.RESULTS_BUCKET,
    stateMachineArn: environment.STATE_MACHINE_ARN,
    now,
  }),
});
