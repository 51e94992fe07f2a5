import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { ExpireImportEnvironment } from './environment.ts';
import { createExpireImport } from './handler.ts';

const environment = readEnvironment(ExpireImportEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'expire-import',
  input: AttemptReferenceSchema,
  run: createExpireImport({ imports: createDynamoImportStore(environment.IMPORTS_TABLE, now), now }),
});
