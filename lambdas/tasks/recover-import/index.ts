import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createStepFunctionsExecutions } from '../../adapters/step-functions-executions.ts';
import { ExecutionStatusEventSchema } from '../../contracts/execution-status-event.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { RecoverImportEnvironment } from './environment.ts';
import { createRecoverImport } from './handler.ts';

const environment = readEnvironment(RecoverImportEnvironment);

export const handler = createHandler({
  service: 'recover-import',
  input: ExecutionStatusEventSchema,
  run: createRecoverImport({
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, () => new Date()),
    executions: createStepFunctionsExecutions(),
    recoveryArn: environment.RECOVERY_ARN,
  }),
});
