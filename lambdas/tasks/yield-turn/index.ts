import { createDynamoFeedStore } from '../../adapters/dynamo-feed-store.ts';
import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createDynamoTurnStore } from '../../adapters/dynamo-turn-store.ts';
import { createRefuseTurn, createTellTurn } from '../../adapters/step-functions-turns.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { YieldTurnEnvironment } from './environment.ts';
import { createYieldTurn } from './handler.ts';

const environment = readEnvironment(YieldTurnEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'yield-turn',
  input: AttemptReferenceSchema,
  run: createYieldTurn({
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, now),
    turns: createDynamoTurnStore(environment.IMPORTS_TABLE),
    feeds: createDynamoFeedStore(environment.IMPORTS_TABLE, now),
    tellTurn: createTellTurn(),
    refuseTurn: createRefuseTurn(),
    now,
  }),
});
