import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createDynamoTurnStore } from '../../adapters/dynamo-turn-store.ts';
import { createTellConfirmed } from '../../adapters/step-functions-turns.ts';
import { ImportReferenceSchema } from '../../contracts/state-payloads.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { ConfirmImportEnvironment } from './environment.ts';
import { createConfirmImport } from './handler.ts';

const environment = readEnvironment(ConfirmImportEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'confirm-import',
  input: ImportReferenceSchema,
  run: createConfirmImport({
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, now),
    turns: createDynamoTurnStore(environment.IMPORTS_TABLE),
    tellConfirmed: createTellConfirmed(),
    now,
  }),
});
