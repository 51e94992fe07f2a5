import { createDynamoFeedStore } from '../../adapters/dynamo-feed-store.ts';
import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createDynamoTurnStore } from '../../adapters/dynamo-turn-store.ts';
import { createRefuseTurn, createTellTurn } from '../../adapters/step-functions-turns.ts';
import { TurnRequestSchema } from '../../contracts/turn.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { WaitForTurnEnvironment } from './environment.ts';
import { createWaitForTurn } from './handler.ts';

const environment = readEnvironment(WaitForTurnEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'wait-for-turn',
  input: TurnRequestSchema,
  run: createWaitForTurn({
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, now),
    turns: createDynamoTurnStore(environment.IMPORTS_TABLE),
    feeds: createDynamoFeedStore(environment.IMPORTS_TABLE, now),
    tellTurn: createTellTurn(),
    refuseTurn: createRefuseTurn(),
    now,
  }),
});
