import { createDynamoFeedStore } from '../../adapters/dynamo-feed-store.ts';
import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createDynamoTurnStore } from '../../adapters/dynamo-turn-store.ts';
import { createRefuseTurn, createTellTurn } from '../../adapters/step-functions-turns.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { ReleaseTurnEnvironment } from './environment.ts';
import { createReleaseTurn } from './handler.ts';

const environment = readEnvironment(ReleaseTurnEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'release-turn',
  input: AttemptReferenceSchema,
  run: createReleaseTurn({
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, now),
    turns: createDynamoTurnStore(environment.IMPORTS_TABLE),
    feeds: createDynamoFeedStore(environment.IMPORTS_TABLE, now),
    tellTurn: createTellTurn(),
    refuseTurn: createRefuseTurn(),
    now,
  }),
});
