import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createStepFunctionsExecutions } from '../../adapters/step-functions-executions.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { CancelImportEnvironment } from './environment.ts';
import { createCancelImport } from './handler.ts';

const environment = readEnvironment(CancelImportEnvironment);

export const handler = createHandler({
  service: 'cancel-import',
  input: AttemptReferenceSchema,
  run: createCancelImport({
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, () => new Date()),
    executions: createStepFunctionsExecutions(),
    recoveryArn: environment.RECOVERY_ARN,
  }),
});
