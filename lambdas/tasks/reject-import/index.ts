import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { RejectImportEnvironment } from './environment.ts';
import { createRejectImport } from './handler.ts';

const environment = readEnvironment(RejectImportEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'reject-import',
  input: AttemptReferenceSchema,
  run: createRejectImport({ imports: createDynamoImportStore(environment.IMPORTS_TABLE, now), now }),
});
