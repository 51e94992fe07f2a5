import { createDynamoImportStore } from '../../adapters/dynamo-import-store.ts';
import { createDynamoTenantStore } from '../../adapters/dynamo-tenant-store.ts';
import { createS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createHandler } from '../../runtime/create-handler.ts';
import { readEnvironment } from '../../runtime/read-environment.ts';
import { InspectFileEnvironment } from './environment.ts';
import { createInspectFile } from './handler.ts';

const environment = readEnvironment(InspectFileEnvironment);
const now = () => new Date();

export const handler = createHandler({
  service: 'inspect-file',
  input: AttemptReferenceSchema,
  run: createInspectFile({
    objects: createS3ObjectStore(),
    imports: createDynamoImportStore(environment.IMPORTS_TABLE, now),
    tenants: createDynamoTenantStore(environment.IMPORTS_TABLE, now),
    maxFileBytes: environment.MAX_FILE_BYTES,
    now,
  }),
});
