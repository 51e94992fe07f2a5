import * as z from 'zod';
import { createDynamoFeedStore } from '../../adapters/dynamo-feed-store.ts';
import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createDynamoTurnStore } from '../../adapters/dynamo-turn-store.ts';
import { createStepFunctionsExecutions } from '../../adapters/step-functions-executions.ts';
import {
  createRefuseTurn,
  createTellConfirmed,
  createTellTurn,
} from '../../adapters/step-functions-turns.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { SweepImportsEnvironment } from './environment.ts';
import { createSweepImports } from './handler.ts';

const environment = readEnvironment(SweepImportsEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'sweep-imports',
  // The schedule's event says nothing but that it is time.
  input: z.unknown(),
  run: createSweepImports({
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, now),
    turns: createDynamoTurnStore(environment.IMPORTS_TABLE),
    executions: createStepFunctionsExecutions(),
    feeds: createDynamoFeedStore(environment.IMPORTS_TABLE, now),
    tellTurn: createTellTurn(),
    refuseTurn: createRefuseTurn(),
    tellConfirmed: createTellConfirmed(),
    stateMachineArn: environment.STATE_MACHINE_ARN,
    recoveryArn: environment.RECOVERY_ARN,
    now,
  }),
});
